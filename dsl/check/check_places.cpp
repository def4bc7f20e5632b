// E0416: a field that is asked for at another place, `u(t = t - 1)`, must be known there: within the domain, and within
// the part of it that the field lives on. Places are tried at random points of the condition and at corners of the
// domain, where small delays show. Those that depend on fields or unknowns are known by training alone.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "check/checks.hpp"
#include "check/probe.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

constexpr std::size_t random_points = 64;
constexpr std::size_t most_dimensions = 8;  // of corners
constexpr double rounding = 1e-9;           // of the length of a coordinate

std::vector<Interval> box_of(const Domain& domain) {
  std::vector<Interval> box;
  for (std::size_t i = 0; i < domain.space.size(); ++i)
    box.push_back({domain.shape->lower()[i], domain.shape->upper()[i]});
  if (domain.time) box.push_back(domain.times);
  return box;
}

bool inside(const Domain& domain, const std::vector<Interval>& box, const std::vector<double>& point) {
  double side = 0;
  for (std::size_t i = 0; i < box.size(); ++i) {
    const double near = rounding * (box[i].upper - box[i].lower);
    if (point[i] < box[i].lower - near || point[i] > box[i].upper + near) return false;
    if (i < domain.space.size()) side = std::max(side, box[i].upper - box[i].lower);
  }
  return domain.shape == nullptr || domain.shape->signed_distance(point.data()) <= rounding * side;
}

/// Corners of the domain's box that belong to an equation or an initial condition; random points of any condition.
std::vector<Probe> probes_of(const Analysis& analysis, const ConditionFacts& facts, const std::vector<Interval>& box) {
  std::vector<Probe> probes = probe_points(analysis, facts, random_points);
  if (facts.kind == ConditionKind::boundary || box.size() > most_dimensions) return probes;
  const std::size_t free = box.size() - (facts.kind == ConditionKind::initial ? 1 : 0);
  for (std::size_t corner = 0; corner < (std::size_t{1} << free); ++corner) {
    Probe probe;
    for (std::size_t i = 0; i < box.size(); ++i)
      probe.point.push_back(i < free && (corner >> i & 1) != 0 ? box[i].upper : box[i].lower);
    probe.normal.assign(analysis.domain.space.size(), 0);
    const bool holds = !facts.region.where || facts.region.where(probe.point.data());
    if (holds && inside(analysis.domain, box, probe.point)) probes.push_back(std::move(probe));
  }
  return probes;
}

bool depends_on_coordinates(const SymbolicScope& symbols, const std::vector<ad::Expr>& place) {
  for (const ad::Expr e : place)
    for (const std::size_t number : symbols.leaves(e))
      if (const Leaf kind = symbols.leaf(number).kind; kind != Leaf::coordinate && kind != Leaf::normal) return false;
  return true;
}

/// "t = -0.5, where t = 0.5": the coordinates that are given, and the point.
std::string described(const Analysis& analysis, const std::vector<double>& place, const std::vector<double>& point) {
  std::string moved;
  for (std::size_t i = 0; i < place.size(); ++i)
    if (place[i] != point[i])
      moved += fmt::format("{}{} = {:.4g}", moved.empty() ? "" : ", ", analysis.model->coordinates[i].text, place[i]);
  return fmt::format("{} from {}", moved.empty() ? "the place itself" : moved, describe_point(analysis, point));
}

/// At which points the residual changes with the field there: not where `if`, or a factor of 0, leaves it out.
std::vector<bool> matters(const Analysis& analysis, const SymbolicResidual& residual, std::size_t of,
                          const std::vector<Probe>& probes) {
  LeafValues values(analysis.symbols, probes);
  double next = 0.5;
  for (const std::size_t number : analysis.symbols.leaves(residual.value))
    if (const Leaf kind = analysis.symbols.leaf(number).kind; kind != Leaf::coordinate && kind != Leaf::normal)
      values.set(number, std::vector<double>(probes.size(), next += 0.1));
  const std::vector<double> before = values.evaluate({&residual.value, 1})[0];
  values.set(of, std::vector<double>(probes.size(), 1.7));
  const std::vector<double> after = values.evaluate({&residual.value, 1})[0];
  std::vector<bool> changes;
  for (std::size_t p = 0; p < probes.size(); ++p)
    changes.push_back(before[p] != after[p] && (std::isfinite(before[p]) || std::isfinite(after[p])));
  return changes;
}

/// What was before the start of time was stated, and could not be read.
bool has_broken_history(const Model& model, const std::string& field) {
  return std::any_of(model.histories.begin(), model.histories.end(), [&](const Statement* statement) {
    const std::vector<Equation>& equations = std::get<ConditionStatement>(statement->content).equations;
    return std::any_of(equations.begin(), equations.end(),
                       [&](const Equation& equation) { return equation.left.text == field; });
  });
}

void check_place(const Analysis& analysis, const SymbolicResidual& residual, std::size_t number,
                 const std::vector<Probe>& probes, const std::vector<Interval>& box,
                 std::vector<Diagnostic>& diagnostics) {
  const Model& model = *analysis.model;
  const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
  const std::vector<bool> asked = matters(analysis, residual, number, probes);
  const std::vector<std::vector<double>> places = LeafValues(analysis.symbols, probes).evaluate(leaf.place);
  const PartFacts* part = leaf.index < analysis.parts.size() ? &analysis.parts[leaf.index] : nullptr;
  for (std::size_t p = 0; p < probes.size(); ++p) {
    std::vector<double> place;
    for (const std::vector<double>& values : places) place.push_back(values[p]);
    const bool in_domain = inside(analysis.domain, box, place);
    if (!asked[p]) continue;
    if (in_domain && (part == nullptr || !part->holds || part->holds(place.data()))) continue;
    const std::string& name = model.fields[leaf.index].text;
    const bool before = analysis.domain.time && place.back() < analysis.domain.times.lower;
    if (before && has_broken_history(model, name)) return;
    Finding finding(Code::outside_domain, residual.equation->span,
                    fmt::format("`{}` is asked for outside the {}: at {}", name,
                                in_domain ? "part of the domain that it lives on" : "domain",
                                described(analysis, place, probes[p].point)));
    finding.label("not known there");
    if (before)
      finding.help(fmt::format("say what it was before {} = {}: `history {} = ...`", *analysis.domain.time,
                               analysis.domain.times.lower, name));
    else if (in_domain)
      finding.help("ask for a place of that part, or for the field that lives there");
    else
      finding.help(
          "let the equation hold `on` the part of the domain whose places are inside, or make the domain larger");
    diagnostics.push_back(finding);
    return;
  }
}

}  // namespace

void check_places(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  if (!analysis.domain_known) return;
  const std::vector<Interval> box = box_of(analysis.domain);
  for (const std::vector<ConditionFacts>* all : {&analysis.conditions, &analysis.checks})
    for (const ConditionFacts& facts : *all) {
      if (!facts.good) continue;  // where it holds may not be known
      std::vector<Probe> probes;
      for (const SymbolicResidual& residual : facts.residuals)
        for (const std::size_t number : analysis.symbols.leaves(residual.value)) {
          const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
          if (leaf.kind != Leaf::elsewhere || !depends_on_coordinates(analysis.symbols, leaf.place)) continue;
          if (probes.empty()) probes = probes_of(analysis, facts, box);
          if (probes.empty()) break;
          const std::size_t before = diagnostics.size();
          check_place(analysis, residual, number, probes, box, diagnostics);
          if (diagnostics.size() > before) break;  // one word for an equation
        }
    }
}

}  // namespace ansatz::dsl
