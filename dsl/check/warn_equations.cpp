// W0602, W0605, W0607, W0608: equations that will hardly be solved as they stand; W0606: names without use.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "check/checks.hpp"
#include "check/probe.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

/// Calls `visit(facts, residual, leaf)` for every field or derivative of one that a condition speaks of.
template <class Visit>
void for_each_jet(const Analysis& analysis, Visit&& visit) {
  for (const ConditionFacts& facts : analysis.conditions)
    for (const SymbolicResidual& residual : facts.residuals)
      for (const std::size_t number : analysis.symbols.leaves(residual.value)) {
        const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
        if (leaf.kind == Leaf::jet || leaf.kind == Leaf::elsewhere) visit(facts, residual, leaf);
      }
}

std::string jet_name(const Analysis& analysis, const SymbolicLeaf& leaf) {
  std::string name = analysis.model->fields[leaf.index].text + (leaf.derivatives.empty() ? "" : "_");
  for (const std::size_t coordinate : leaf.derivatives) name += analysis.model->coordinates[coordinate].text;
  return name;
}

void warn_few_equations(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  if (!analysis.data.empty()) return;
  std::size_t equations = 0;
  for (const ConditionFacts& facts : analysis.conditions) {
    if (facts.kind == ConditionKind::fit) return;
    if (facts.kind == ConditionKind::equation) equations += facts.residuals.size();
  }
  // A field of fewer coordinates, as the place of a front, is determined by conditions on a boundary too.
  const std::vector<std::vector<std::size_t>>& of = analysis.model->field_coordinates;
  const auto fields = static_cast<std::size_t>(
      std::count_if(of.begin(), of.end(), [](const std::vector<std::size_t>& all) { return all.empty(); }));
  if (equations < fields)
    diagnostics.push_back(
        Finding(Code::too_few_conditions, analysis.model->fields.back().span,
                fmt::format("{} fields but {} equation{}", fields, equations, equations == 1 ? "" : "s"))
            .help("a problem usually has one equation for each field"));
}

void warn_floating_fields(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  std::set<std::size_t> fixed;
  for (const DataFacts& data : analysis.data)
    for (const MeasuredQuantity& quantity : data.quantities)
      for (const std::size_t number : analysis.symbols.leaves(quantity.symbol))
        if (const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
            leaf.kind == Leaf::jet && leaf.derivatives.empty())
          fixed.insert(leaf.index);
  for_each_jet(analysis, [&](const ConditionFacts&, const SymbolicResidual&, const SymbolicLeaf& leaf) {
    if (leaf.derivatives.empty()) fixed.insert(leaf.index);
  });
  for (std::size_t field = 0; field < analysis.model->fields.size(); ++field) {
    const Name& name = analysis.model->fields[field];
    if (fixed.count(field) == 0 && analysis.ansatz_of(field) == nullptr)
      diagnostics.push_back(
          Finding(Code::free_constant, name.span, fmt::format("`{}` is fixed only up to a constant", name.text))
              .label("only its derivatives occur")
              .help(fmt::format("give its value somewhere, as in `bc {} = 0 on point(...)`", name.text)));
  }
}

void warn_high_order(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  constexpr std::size_t high = 4;
  for_each_jet(analysis, [&](const ConditionFacts&, const SymbolicResidual& residual, const SymbolicLeaf& leaf) {
    if (leaf.derivatives.size() <= high) return;
    const std::string name = jet_name(analysis, leaf);
    diagnostics.push_back(
        Finding(Code::high_order, find_name(*residual.equation, name),
                fmt::format("`{}`: {} nested derivatives are slow", name, leaf.derivatives.size()))
            .help("a system of lower order trains faster: name a derivative and give it an equation"));
  });
}

/// Where the coordinates themselves break, and with them operators of a smooth field: on the axis, and in the centre.
bool on_axis(const Model& model, const std::vector<double>& point) {
  if (model.system == CoordinateSystem::cartesian) return false;
  const bool has_poles = model.system == CoordinateSystem::spherical && model.space_dimensions() > 1;
  return point[0] == 0 || (has_poles && std::abs(std::sin(point[1])) < 1e-12);
}

/// The corners of the domain, its middle, and 0 where it is inside: where formulas tend to break.
std::vector<Probe> special_points(const Analysis& analysis) {
  const Domain& domain = analysis.domain;
  std::vector<Probe> probes{Probe{{}, std::vector<double>(domain.space.size(), 0)}};
  for (std::size_t i = 0; i < domain.dimensions(); ++i) {
    const bool space = i < domain.space.size();
    const double lower = space ? domain.shape->lower()[i] : domain.times.lower;
    const double upper = space ? domain.shape->upper()[i] : domain.times.upper;
    std::set<double> values{lower, upper};
    if (domain.dimensions() <= 4) values.insert({lower + (upper - lower) / 2, std::clamp(0.0, lower, upper)});
    std::vector<Probe> longer;
    for (const Probe& probe : probes)
      for (const double value : values) {
        longer.push_back(probe);
        longer.back().point.push_back(value);
      }
    if (longer.size() > 4096) return {};
    probes = std::move(longer);
  }
  std::erase_if(probes, [&](const Probe& p) {
    return on_axis(*analysis.model, p.point) || (domain.shape != nullptr && !domain.shape->contains(p.point.data()));
  });
  return probes;
}

void warn_not_finite(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  std::vector<Probe> everywhere = special_points(analysis);
  for (const ConditionFacts& facts : analysis.conditions) {
    if (facts.kind == ConditionKind::boundary) continue;
    std::vector<Probe> probes = everywhere;
    if (facts.kind == ConditionKind::initial)
      for (Probe& probe : probes) probe.point.back() = analysis.domain.times.lower;
    if (probes.empty()) continue;
    std::vector<ad::Expr> residuals;
    LeafValues values(analysis.symbols, probes);
    for (const SymbolicResidual& residual : facts.residuals) {
      residuals.push_back(residual.value);
      for (const std::size_t leaf : analysis.symbols.leaves(residual.value))
        values.set(leaf, std::vector<double>(probes.size(), 0.7));
    }
    const std::vector<std::vector<double>> results = values.evaluate(residuals);
    for (std::size_t k = 0; k < results.size(); ++k) {
      const auto bad = std::find_if(results[k].begin(), results[k].end(), [](double r) { return !std::isfinite(r); });
      if (bad == results[k].end()) continue;
      const Probe& probe = probes[static_cast<std::size_t>(bad - results[k].begin())];
      diagnostics.push_back(Finding(Code::not_smooth, facts.residuals[k].equation->span,
                                    fmt::format("`{}` is not finite at {}, inside the domain", facts.name,
                                                describe_point(analysis, probe.point)))
                                .help("look for a division by zero, a logarithm or a root of something negative"));
    }
  }
}

/// Once an equation: what is differentiated there jumps, and the network is told nothing of that.
void warn_lost_jumps(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  const Equation* last = nullptr;
  for (const ConditionFacts& facts : analysis.conditions)
    for (const SymbolicResidual& residual : facts.residuals) {
      if (!residual.lost_jump || residual.equation == last) continue;
      last = residual.equation;
      const std::string& by = analysis.model->coordinates[*residual.lost_jump].text;
      diagnostics.push_back(
          Finding(Code::not_smooth, residual.equation->span,
                  fmt::format("`{}` differentiates by {} what jumps in {}: the jump is lost, as no point lies there",
                              facts.name, by, by))
              .help(
                  "name the sides, `region left = ...`, `region right = not left`, let the field have a piece on each, "
                  "`field u on left, u on right`, write what jumps as `if left then ... else ...`, and join the "
                  "pieces: "
                  "`bc jump(u) = 0, jump(k*dn(u)) = 0 on interface(left, right)`; or make what is differentiated a "
                  "field, as in `q = k*u_x` and `q_x = f`; or let it change smoothly, as `tanh` does"));
    }
}

}  // namespace

void warn_about_equations(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  warn_few_equations(analysis, diagnostics);
  warn_floating_fields(analysis, diagnostics);
  warn_high_order(analysis, diagnostics);
  warn_not_finite(analysis, diagnostics);
  warn_lost_jumps(analysis, diagnostics);
}

void warn_about_unused(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  const Model& model = *analysis.model;
  std::set<const Declared*> used = declarations_in_use(analysis);
  used.merge(declarations_behind(model, analysis.used_by_sweep));
  const auto word_of = [](const Declared& declared, const char* what) {
    return declared.definition->kind == Definition::Kind::region ? "region" : what;
  };
  const auto report = [&](const std::vector<Declared>& table, const char* what, const char* lack) {
    for (const Declared& declared : table)
      if (used.count(&declared) == 0 && declared.definition->name.span.file == model.main_file)
        diagnostics.push_back(Finding(Code::never_used, declared.definition->name.span,
                                      fmt::format("{} `{}` {}", word_of(declared, what), declared.name(), lack))
                                  .label("not used"));
  };
  report(model.parameters, "parameter", "is not used");
  report(model.definitions, "definition", "is not used");
}

}  // namespace ansatz::dsl
