// A plan first, of conditions alone: who shares points, and how many. Then the draws, each from random
// numbers of its own.
#include "points/collocation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "ansatz/core/points.hpp"
#include "points/apportion.hpp"

namespace ansatz {
namespace {

/// A group before its points are drawn.
struct Plan {
  ConditionKind kind;
  std::vector<std::size_t> conditions;
  std::size_t count = 0;
  bool pooled = false;  // draws on Sampling::boundary
};

bool at_isolated_points(const Condition& condition) {
  const auto& places = condition.region.places;
  return !places.empty() &&
         std::all_of(places.begin(), places.end(), [](const Place& p) { return p.kind == Place::Kind::point; });
}

bool alone(const Condition& condition) {
  return condition.points || condition.region.where || condition.data || condition.kind == ConditionKind::boundary;
}

std::vector<Plan> plan_groups(const Problem& problem) {
  std::vector<Plan> plans;
  for (std::size_t i = 0; i < problem.conditions.size(); ++i) {
    const Condition& condition = problem.conditions[i];
    const auto same = [&](const Plan& plan) {
      return plan.kind == condition.kind && !alone(problem.conditions[plan.conditions.front()]);
    };
    const auto found = alone(condition) ? plans.end() : std::find_if(plans.begin(), plans.end(), same);
    if (found != plans.end()) {
      found->conditions.push_back(i);
      continue;
    }
    Plan plan{condition.kind, {i}};
    const bool edge = condition.kind == ConditionKind::boundary || condition.kind == ConditionKind::initial;
    if (condition.data)
      plan.count = condition.data->count;
    else if (condition.points)
      plan.count = *condition.points;
    else if (edge && at_isolated_points(condition))
      plan.count = condition.region.places.size();
    else if (edge)
      plan.pooled = true;
    else
      plan.count = condition.kind == ConditionKind::fit ? fit_points(problem) : equation_points(problem);
    plans.push_back(plan);
  }
  return plans;
}

void share_pool(const Problem& problem, std::vector<Plan>& plans) {
  std::vector<Plan*> initial, boundary;
  for (Plan& plan : plans)
    if (plan.pooled) (plan.kind == ConditionKind::initial ? initial : boundary).push_back(&plan);
  const std::size_t total = boundary_points(problem);
  const std::size_t for_initial = boundary.empty() ? total : initial.empty() ? 0 : total / 2;
  const auto share = [](const std::vector<Plan*>& members, std::size_t points, const std::vector<double>& measures) {
    const std::vector<std::size_t> parts = apportion(points, measures);
    for (std::size_t i = 0; i < members.size(); ++i) members[i]->count = std::max<std::size_t>(1, parts[i]);
  };
  std::vector<double> measures;
  for (const Plan* plan : boundary)  // one alone has all, however long it is
    measures.push_back(boundary.size() == 1
                           ? 1.0
                           : boundary_measure(problem.domain, problem.conditions[plan->conditions.front()].region));
  if (!initial.empty()) share(initial, for_initial, std::vector<double>(initial.size(), 1.0));
  if (!boundary.empty()) share(boundary, total - for_initial, measures);
}

/// Keeps the points that the predicate accepts.
void select_points(PointSet& set, const std::function<bool(const double*)>& where) {
  std::vector<std::size_t> kept;
  std::vector<double> point(set.dimensions);
  for (std::size_t p = 0; p < set.count; ++p) {
    for (std::size_t i = 0; i < set.dimensions; ++i) point[i] = set.points[i * set.count + p];
    if (where(point.data())) kept.push_back(p);
  }
  set = pick(set, kept);
}

/// The first `count` points of data, with what was measured there.
PointSet data_points(const Measurements& data, std::size_t dimensions, std::size_t count) {
  PointSet set{dimensions, count, std::vector<double>(count * dimensions), {}, {}};
  for (std::size_t p = 0; p < count; ++p)
    for (std::size_t i = 0; i < dimensions; ++i) set.points[i * count + p] = data.points[p * dimensions + i];
  for (const std::vector<double>& values : data.values)
    set.measured.insert(set.measured.end(), values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
  return set;
}

/// What is drawn from: where, how, and by which random numbers.
struct Draw {
  const Problem& problem;
  ConditionKind kind;
  const Condition& condition;  // the first of the group
  Sampler method;
  std::string suffix;  // of the stream's name

  /// `count` points before `where` selects among them.
  PointSet operator()(std::size_t count) const {
    const Domain& domain = problem.domain;
    const std::uint64_t seed = problem.compute.seed;
    const std::string own = (alone(condition) ? fmt::format("/{}", condition.name) : std::string()) + suffix;
    switch (kind) {
      case ConditionKind::boundary:
        return sample_boundary(domain, condition.region, count, method, seed, "boundary" + own);
      case ConditionKind::initial: return sample_initial(domain, count, method, seed, "initial" + own);
      case ConditionKind::fit: return sample_interior(domain, count, method, seed, "fit" + own);
      case ConditionKind::equation: break;
    }
    return sample_interior(domain, count, method, seed, "interior" + own);
  }

  bool selects() const { return condition.region.where && kind != ConditionKind::boundary; }

  /// `count` points that `where` accepts: more are drawn until they are found.
  PointSet selected(std::size_t count) const {
    if (!selects()) return (*this)(count);
    constexpr std::size_t most = 20'000'000;  // 160 MB a coordinate
    for (std::size_t tries = count; tries <= most; tries += tries / 2 + 64) {
      PointSet set = (*this)(tries);
      select_points(set, condition.region.where);
      if (set.count >= count) return first_points(set, count);
    }
    throw UserError(fmt::format("condition `{}` selects hardly any point of the domain", condition.name));
  }
};

/// The points of a group that stay where they are through all draws: data, and those that `Sampling::at` gives.
PointSet fixed_points(const Problem& problem, const Plan& plan, const Condition& condition) {
  const std::size_t dimensions = problem.domain.dimensions();
  PointSet set{dimensions, 0, {}, {}, {}};
  if (condition.data) {
    set = data_points(*condition.data, dimensions, condition.data->count);
  } else if (plan.kind == ConditionKind::equation && problem.sampling.at) {
    const std::size_t at = *problem.sampling.at;
    if (at >= problem.conditions.size() || !problem.conditions[at].data)
      throw UserError("equations are to hold at the points of data, and the condition named has none");
    const Measurements& data = *problem.conditions[at].data;
    set = data_points(data, dimensions, std::min(plan.count, data.count));
    set.measured.clear();
  }
  return set;
}

}  // namespace

std::vector<PlannedGroup> planned_groups(const Problem& problem) {
  const std::vector<Plan> plans = plan_groups(problem);
  const auto pooled = std::count_if(plans.begin(), plans.end(), [](const Plan& plan) { return plan.pooled; });
  std::vector<PlannedGroup> groups;
  for (const Plan& plan : plans)
    groups.push_back(
        {plan.conditions, plan.pooled ? boundary_points(problem) / static_cast<std::size_t>(pooled) + 1 : plan.count});
  return groups;
}

std::vector<PointGroup> place_points(const Problem& problem) {
  std::vector<Plan> plans = plan_groups(problem);
  share_pool(problem, plans);
  std::vector<PointGroup> groups;
  std::size_t pooled = 0;
  for (const Plan& plan : plans) {
    const Condition& first = problem.conditions[plan.conditions.front()];
    if (plan.count == 0) throw UserError(fmt::format("condition `{}` has no points; give it at least 1", first.name));
    const Draw draw{problem, plan.kind, first, problem.sampling.method, ""};
    PointSet fixed = fixed_points(problem, plan, first);
    const std::size_t left = first.data ? 0 : plan.count - fixed.count;
    PointSet points = left > 0 ? draw(left) : PointSet{fixed.dimensions, 0, {}, {}, {}};
    if (draw.selects())
      for (PointSet* set : {&fixed, &points}) select_points(*set, first.region.where);
    PointGroup group{plan.kind, first.name, plan.conditions, joined(fixed, points), fixed.count};
    if (group.points.count == 0)
      throw UserError(fmt::format("condition `{}` has no points: none of the {} sampled ones lies where it is stated",
                                  first.name, plan.count));
    if (plan.pooled) pooled += group.points.count;
    groups.push_back(std::move(group));
  }
  if (problem.weighting.mean == Mean::each) return groups;
  for (std::size_t i = 0; i < plans.size(); ++i)
    if (plans[i].pooled) groups[i].share = static_cast<double>(groups[i].points.count) / static_cast<double>(pooled);
  return groups;
}

std::vector<std::size_t> points_of_conditions(const Problem& problem) {
  std::vector<std::size_t> counts(problem.conditions.size(), 0);
  for (const PointGroup& group : place_points(problem))
    for (const std::size_t condition : group.conditions) counts[condition] = group.points.count;
  return counts;
}

PointSet redraw(const Problem& problem, const PointGroup& group, std::uint64_t draw) {
  const std::size_t left = group.points.count - group.fixed;
  if (problem.sampling.method.method().regular || group.stays()) return group.points;
  const Condition& first = problem.conditions[group.conditions.front()];
  const Draw anew{problem, group.kind, first, problem.sampling.method, fmt::format("/draw {}", draw)};
  return joined(first_points(group.points, group.fixed), anew.selected(left));
}

PointSet candidates(const Problem& problem, const PointGroup& group, std::size_t count, std::uint64_t draw) {
  const Condition& first = problem.conditions[group.conditions.front()];
  const Draw anew{problem, group.kind, first, RandomPoints{}, fmt::format("/candidates {}", draw)};
  return anew.selected(count);
}

}  // namespace ansatz
