// Two parts: the planner puts integrals into groups, inner ones first, and compiles them; a run gives them
// values, point by point.
#include "evaluate/quadrature_plan.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <vector>

#include "ansatz/core/quadrature.hpp"
#include "evaluate/formula.hpp"

namespace ansatz::dsl {
namespace {

using Kind = SymbolicLeaf::Kind;
using Leaves = std::set<std::size_t>;

/// Integrals over one variable and one range, none of which is inside another.
struct Group {
  std::size_t variable = 0;          // leaf
  std::vector<std::size_t> results;  // leaves
  std::vector<std::size_t> nested;   // groups to evaluate anew for each value of the variable
  std::unique_ptr<Formula> integrands;
  std::unique_ptr<Formula> range;  // lower, upper
};

bool includes(const Leaves& all, const Leaves& part) {
  return std::includes(all.begin(), all.end(), part.begin(), part.end());
}

/// Finds the integrals that outputs need, their order and their groups.
class Planner {
 public:
  explicit Planner(const SymbolicScope& scope) : scope_(scope) {}

  std::vector<Group> groups;     // those inside come before those around them
  std::vector<std::size_t> top;  // groups that depend on no variable of integration

  void plan(std::span<const ad::Expr> outputs) {
    for (const ad::Expr e : outputs) require(e);
    for (const auto& [key, members] : members_) add_group(std::get<1>(key), members);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (free_of(g).empty()) top.push_back(g);
      for (std::size_t h = 0; h < g; ++h)
        if (free_of(h).count(groups[g].variable) != 0 && inside_[g].count(h) != 0) {
          Leaves available = free_of(g);
          available.insert(groups[g].variable);
          if (includes(available, free_of(h))) groups[g].nested.push_back(h);
        }
      compile(groups[g]);
    }
  }

 private:
  struct Facts {
    Leaves variables;       // of integration, that it depends on
    std::size_t level = 0;  // 0 without integrals
  };

  /// Facts about an expression; the integrals in it are entered into the table of members.
  Facts require(ad::Expr e) {
    Facts facts;
    for (const std::size_t number : scope_.direct_leaves(e)) {
      const SymbolicLeaf& leaf = scope_.leaf(number);
      if (leaf.kind == Kind::variable) facts.variables.insert(number);
      if (leaf.kind != Kind::integral) continue;
      const Facts& inside = integral(number);
      facts.variables.insert(inside.variables.begin(), inside.variables.end());
      facts.level = std::max(facts.level, inside.level);
    }
    return facts;
  }

  const Facts& integral(std::size_t number) {
    if (const auto known = integrals_.find(number); known != integrals_.end()) return known->second;
    const SymbolicLeaf& leaf = scope_.leaf(number);
    const std::size_t variable = scope_.direct_leaves(leaf.variable)[0];
    Facts facts = require(leaf.integrand);
    facts.variables.erase(variable);
    for (const ad::Expr end : {leaf.lower, leaf.upper}) {
      const Facts more = require(end);
      facts.variables.insert(more.variables.begin(), more.variables.end());
      facts.level = std::max(facts.level, more.level);
    }
    ++facts.level;
    members_[{facts.level, variable, leaf.lower.id(), leaf.upper.id(), facts.variables}].push_back(number);
    return integrals_[number] = std::move(facts);
  }

  void add_group(std::size_t variable, const std::vector<std::size_t>& results) {
    Group group;
    group.variable = variable;
    group.results = results;
    std::set<std::size_t> inside;
    for (const std::size_t result : results) {
      const SymbolicLeaf& leaf = scope_.leaf(result);
      for (const ad::Expr e : {leaf.integrand, leaf.lower, leaf.upper})
        for (const std::size_t number : scope_.leaves(e))
          if (const auto of = group_of_.find(number); of != group_of_.end()) inside.insert(of->second);
    }
    for (const std::size_t result : results) group_of_[result] = groups.size();
    inside_.push_back(std::move(inside));
    groups.push_back(std::move(group));
  }

  const Leaves& free_of(std::size_t group) const { return integrals_.at(groups[group].results[0]).variables; }

  void compile(Group& group) {
    std::vector<ad::Expr> integrands;
    for (const std::size_t result : group.results) integrands.push_back(scope_.leaf(result).integrand);
    Leaves varying{group.variable};
    for (const std::size_t h : group.nested) varying.insert(groups[h].results.begin(), groups[h].results.end());
    group.integrands =
        std::make_unique<Formula>(scope_, integrands, true, [&](std::size_t leaf) { return varying.count(leaf) != 0; });
    const SymbolicLeaf& first = scope_.leaf(group.results[0]);
    const ad::Expr ends[] = {first.lower, first.upper};
    group.range = std::make_unique<Formula>(scope_, ends, false, [](std::size_t) { return false; });
  }

  const SymbolicScope& scope_;
  std::map<std::size_t, Facts> integrals_;
  std::map<std::tuple<std::size_t, std::size_t, std::uint32_t, std::uint32_t, Leaves>, std::vector<std::size_t>>
      members_;
  std::map<std::size_t, std::size_t> group_of_;
  std::vector<std::set<std::size_t>> inside_;
};

}  // namespace

struct QuadraturePlan::Plan {
  std::size_t coordinates = 0;
  std::size_t leaves = 0;
  double tolerance = 0;
  std::vector<std::size_t> coordinate_of_leaf;  // `coordinates` for a leaf that is none
  std::vector<Group> groups;
  std::vector<std::size_t> top;
  std::unique_ptr<Formula> outputs;
};

/// One evaluation: values of the leaves at one point, and memory for the programs.
struct QuadraturePlan::Run {
  explicit Run(const Plan& of) : plan(of), leaves(of.leaves) {
    for (const Group& group : plan.groups) {
      integrands.emplace_back(group.integrands->program(), workers);
      ranges.emplace_back(group.range->program(), workers);
    }
  }

  /// Values of the integrals of a group, into `leaves`.
  void evaluate(std::size_t g) {
    const Group& group = plan.groups[g];
    double ends[2];
    group.range->run(ranges[g], single(*group.range), 1, ends);
    std::vector<Batch> batches;
    for (std::size_t k = 0; k < group.results.size(); ++k) {
      const Integrand integrand = [&](std::span<const double> s, std::span<double> values) {
        const Batch& batch = values_at(g, s, batches);
        std::copy_n(batch.values.begin() + static_cast<std::ptrdiff_t>(k * s.size()), s.size(), values.begin());
      };
      leaves[group.results[k]] = integrate(integrand, ends[0], ends[1], {.relative = plan.tolerance});
    }
  }

  const Plan& plan;
  std::vector<double> leaves;
  ad::Workers workers{1};

 private:
  struct Batch {
    std::vector<double> s, values;
  };

  /// All integrands of the group at `s`: computed once, for whichever of its integrals asks first.
  const Batch& values_at(std::size_t g, std::span<const double> s, std::vector<Batch>& batches) {
    for (const Batch& batch : batches)
      if (std::equal(s.begin(), s.end(), batch.s.begin(), batch.s.end())) return batch;
    const Group& group = plan.groups[g];
    Batch batch{{s.begin(), s.end()}, std::vector<double>(group.results.size() * s.size())};
    std::map<std::size_t, std::vector<double>> arrays;
    for (const std::size_t h : group.nested)
      for (const std::size_t result : plan.groups[h].results) arrays[result].resize(s.size());
    if (!group.nested.empty())
      for (std::size_t j = 0; j < s.size(); ++j) {
        leaves[group.variable] = s[j];
        for (const std::size_t h : group.nested) evaluate(h);
        for (auto& [result, array] : arrays) array[j] = leaves[result];
      }
    std::vector<const double*> inputs;
    for (const std::size_t leaf : group.integrands->leaves()) {
      const auto array = arrays.find(leaf);
      inputs.push_back(leaf == group.variable  ? s.data()
                       : array != arrays.end() ? array->second.data()
                                               : &leaves[leaf]);
    }
    group.integrands->run(integrands[g], inputs, s.size(), batch.values.data());
    return batches.emplace_back(std::move(batch));
  }

  std::vector<const double*> single(const Formula& formula) const {
    std::vector<const double*> inputs;
    for (const std::size_t leaf : formula.leaves()) inputs.push_back(&leaves[leaf]);
    return inputs;
  }

  std::vector<ad::Workspace> integrands, ranges;
};

QuadraturePlan::QuadraturePlan(const SymbolicScope& scope, std::span<const ad::Expr> outputs, std::size_t coordinates,
                               double relative_tolerance) {
  auto plan = std::make_unique<Plan>();
  plan->coordinates = coordinates;
  plan->tolerance = relative_tolerance;
  Planner planner(scope);
  planner.plan(outputs);
  plan->groups = std::move(planner.groups);
  plan->top = std::move(planner.top);
  plan->outputs = std::make_unique<Formula>(scope, outputs, true, [](std::size_t) { return true; });
  plan->leaves = scope.leaf_count();
  for (std::size_t number = 0; number < plan->leaves; ++number) {
    const SymbolicLeaf& leaf = scope.leaf(number);
    plan->coordinate_of_leaf.push_back(leaf.kind == Kind::coordinate ? leaf.index : coordinates);
  }
  plan_ = std::move(plan);
}

QuadraturePlan::~QuadraturePlan() = default;
QuadraturePlan::QuadraturePlan(QuadraturePlan&&) noexcept = default;

void QuadraturePlan::evaluate(const double* points, std::size_t count, double* values) const {
  if (count == 0) return;
  const Plan& plan = *plan_;
  Run run(plan);
  std::vector<std::vector<double>> arrays(plan.outputs->leaves().size(), std::vector<double>(count));
  for (std::size_t p = 0; p < count; ++p) {
    for (std::size_t leaf = 0; leaf < plan.leaves; ++leaf)
      if (plan.coordinate_of_leaf[leaf] < plan.coordinates)
        run.leaves[leaf] = points[p * plan.coordinates + plan.coordinate_of_leaf[leaf]];
    for (const std::size_t group : plan.top) run.evaluate(group);
    for (std::size_t i = 0; i < arrays.size(); ++i) arrays[i][p] = run.leaves[plan.outputs->leaves()[i]];
  }
  std::vector<const double*> inputs;
  for (const std::vector<double>& array : arrays) inputs.push_back(array.data());
  ad::Workspace workspace(plan.outputs->program(), run.workers);
  plan.outputs->run(workspace, inputs, count, values);
}

}  // namespace ansatz::dsl
