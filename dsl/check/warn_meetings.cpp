// W0603: conditions that give a field two values where they meet, as a lid that moves and a wall that does not.
//
// A residual that contains a field undifferentiated, linearly and alone (u = g) gives it the value g on its surfaces:
// faces, or the start of time. Two such surfaces are compared at a few points of their common edge.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "check/checks.hpp"
#include "check/probe.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

/// A face that a field has a value on.
struct Surface {
  const ConditionFacts* facts = nullptr;
  const SymbolicResidual* residual = nullptr;
  std::size_t field_leaf = 0;
  std::size_t field = 0;
  std::size_t coordinate = 0;
  double value = 0;
};

/// The leaf of the field if the residual speaks of coordinates and one undifferentiated field only.
bool is_value(const Analysis& analysis, ad::Expr residual, std::size_t& field_leaf) {
  int fields = 0;
  for (const std::size_t number : analysis.symbols.leaves(residual)) {
    const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
    if (leaf.kind == Leaf::coordinate) continue;
    if (leaf.kind != Leaf::jet || !leaf.derivatives.empty()) return false;
    field_leaf = number;
    ++fields;
  }
  return fields == 1;
}

void add_surfaces(const Analysis& analysis, const ConditionFacts& facts, std::vector<Surface>& surfaces) {
  const Domain& domain = analysis.domain;
  for (const SymbolicResidual& residual : facts.residuals) {
    Surface surface{&facts, &residual, 0, 0, 0, 0};
    if (!is_value(analysis, residual.value, surface.field_leaf)) continue;
    surface.field = analysis.symbols.leaf(surface.field_leaf).index;
    const auto add = [&](std::size_t coordinate, double value) {
      surface.coordinate = coordinate;
      surface.value = value;
      surfaces.push_back(surface);
    };
    if (facts.kind == ConditionKind::initial) add(domain.space.size(), domain.times.lower);
    for (const Place& place : facts.region.places) {
      if (place.kind == Place::Kind::face) add(place.coordinate, place.value);
      if (place.kind == Place::Kind::boundary && place.shape == nullptr)
        for (const Patch& patch : domain.shape->boundary())
          if (patch.plane) add(patch.plane->coordinate, patch.plane->value);
    }
  }
}

/// Values of the field that a surface asks for; not a number where the residual is not linear.
std::vector<double> values_on(const Analysis& analysis, const Surface& surface, const std::vector<Probe>& probes) {
  const auto residual_at = [&](double u) {
    LeafValues values(analysis.symbols, probes);
    values.set(surface.field_leaf, std::vector<double>(probes.size(), u));
    return values.evaluate(std::span(&surface.residual->value, 1))[0];
  };
  const std::vector<double> r0 = residual_at(0), r1 = residual_at(1), r2 = residual_at(2);
  std::vector<double> values;
  for (std::size_t p = 0; p < probes.size(); ++p) {
    const double slope = r1[p] - r0[p];
    const bool linear = slope != 0 && std::abs(r2[p] - r0[p] - 2 * slope) <= 1e-9 * (std::abs(r0[p]) + std::abs(slope));
    values.push_back(linear ? 0.0 - r0[p] / slope : std::nan(""));
  }
  return values;
}

bool inside(const Domain& domain, const std::vector<double>& point) {
  if (domain.time && (point.back() < domain.times.lower || point.back() > domain.times.upper)) return false;
  return domain.shape == nullptr || domain.shape->contains(point.data());
}

/// Whether the domain ends at both surfaces where they cross: a plane through a notch goes on where there is no
/// boundary, and the corner of a part that was cut away is none of the domain's. Told by the four quarters around the
/// point.
bool meet_at(const Domain& domain, const Surface& a, const Surface& b, const std::vector<double>& point) {
  const auto step = [&](std::size_t i) {
    const bool space = i < domain.space.size();
    return 1e-6 *
           (space ? domain.shape->upper()[i] - domain.shape->lower()[i] : domain.times.upper - domain.times.lower);
  };
  bool quarter[2][2];
  for (const int of_a : {0, 1})
    for (const int of_b : {0, 1}) {
      std::vector<double> near = point;
      near[a.coordinate] += (2 * of_a - 1) * step(a.coordinate);
      near[b.coordinate] += (2 * of_b - 1) * step(b.coordinate);
      quarter[of_a][of_b] = inside(domain, near);
    }
  const bool a_ends = quarter[0][0] != quarter[1][0] || quarter[0][1] != quarter[1][1];
  const bool b_ends = quarter[0][0] != quarter[0][1] || quarter[1][0] != quarter[1][1];
  return a_ends && b_ends;
}

/// Points on both surfaces, at fixed fractions of the other coordinates.
std::vector<Probe> common_points(const Analysis& analysis, const Surface& a, const Surface& b) {
  const Domain& domain = analysis.domain;
  std::vector<Probe> probes;
  for (const double fraction : {0.0, 0.21, 0.5, 0.83, 1.0}) {
    Probe probe;
    for (std::size_t i = 0; i < domain.dimensions(); ++i) {
      const bool space = i < domain.space.size();
      const double lower = space ? domain.shape->lower()[i] : domain.times.lower;
      const double upper = space ? domain.shape->upper()[i] : domain.times.upper;
      probe.point.push_back(lower + fraction * (upper - lower));
    }
    probe.point[a.coordinate] = a.value;
    probe.point[b.coordinate] = b.value;
    probe.normal.assign(domain.space.size(), 0);
    const auto holds = [&](const Surface& s) {
      return !s.facts->region.where || s.facts->region.where(probe.point.data());
    };
    if (meet_at(domain, a, b, probe.point) && holds(a) && holds(b)) probes.push_back(std::move(probe));
  }
  return probes;
}

bool compare(const Analysis& analysis, const Surface& a, const Surface& b, std::vector<Diagnostic>& diagnostics) {
  const std::vector<Probe> probes = common_points(analysis, a, b);
  if (probes.empty()) return false;
  const std::vector<double> of_a = values_on(analysis, a, probes), of_b = values_on(analysis, b, probes);
  for (std::size_t p = 0; p < probes.size(); ++p) {
    if (!(std::abs(of_a[p] - of_b[p]) > 1e-6 * (1 + std::abs(of_a[p])))) continue;
    const std::string& field = analysis.model->fields[a.field].text;
    diagnostics.push_back(
        Finding(Code::conflicting_values, a.residual->equation->span,
                fmt::format("`{}` says {} = {:.4g} and `{}` says {} = {:.4g} at {}", a.facts->name, field, of_a[p],
                            b.facts->name, field, of_b[p], describe_point(analysis, probes[p].point)))
            .help("no smooth solution has both; make them agree where they meet")
            .also(b.residual->equation->span, fmt::format("`{}`", b.facts->name)));
    return true;
  }
  return false;
}

}  // namespace

void warn_about_meetings(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  constexpr std::size_t most_surfaces = 40;
  std::vector<Surface> surfaces;
  for (const ConditionFacts& facts : analysis.conditions)
    if (facts.kind == ConditionKind::boundary || facts.kind == ConditionKind::initial)
      add_surfaces(analysis, facts, surfaces);
  if (surfaces.size() > most_surfaces) surfaces.resize(most_surfaces);
  std::vector<std::pair<const SymbolicResidual*, const SymbolicResidual*>> reported;
  for (std::size_t i = 0; i < surfaces.size(); ++i)
    for (std::size_t j = i + 1; j < surfaces.size(); ++j) {
      const Surface &a = surfaces[i], &b = surfaces[j];
      if (a.field != b.field || a.coordinate == b.coordinate) continue;
      const std::pair pair{a.residual, b.residual};
      if (a.residual == b.residual || std::find(reported.begin(), reported.end(), pair) != reported.end()) continue;
      if (compare(analysis, a, b, diagnostics)) reported.push_back(pair);
    }
}

}  // namespace ansatz::dsl
