// Problems stated by handles: coordinates, fields, unknowns, ansatz formulas, exact solutions. Conditions are in
// state_conditions.cpp, networks in state_network.cpp. Each is checked when it is stated, by the rules of check.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/problem.hpp"
#include "network/coordinate_scope.hpp"
#include "points/domain.hpp"
#include "problem/check.hpp"
#include "problem/formulas.hpp"
#include "problem/numbers.hpp"
#include "problem/words.hpp"

namespace ansatz {
namespace {

/// The formula as a function of points, compiled when it is first needed.
class ExactFormula {
 public:
  ExactFormula(Domain domain, Quantity formula) : domain_(std::move(domain)), formula_(std::move(formula)) {}

  void operator()(const double* points, std::size_t count, double* values) const {
    ad::Graph graph;
    const auto dimensions = static_cast<std::uint32_t>(domain_.dimensions());
    const ad::Axis axis = graph.axis("points");
    const ad::Expr coordinates = graph.input("coordinates", dimensions, axis);
    const ad::Expr value = formula_(CoordinateScope(coordinates, domain_));
    if (value.shape().size() != 1) throw UserError("an exact solution must be a scalar at every point");
    const ad::Program program = ad::compile({coordinates}, {ad::broadcast(value, {1, 1, axis})});
    ad::Workers alone(1);
    ad::Workspace workspace(program, alone);
    std::vector<double> columns(count * dimensions);
    for (std::size_t p = 0; p < count; ++p)
      for (std::size_t i = 0; i < dimensions; ++i) columns[i * count + p] = points[p * dimensions + i];
    const ad::PointCount points_of_axis{axis, count};
    const double* const input = columns.data();
    program.run(workspace, {&points_of_axis, 1}, {&input, 1}, {&values, 1});
  }

 private:
  Domain domain_;
  Quantity formula_;
};

}  // namespace

double Position::operator()(const Coordinate& x) const {
  if (x.number >= domain_->dimensions() || coordinate_name(*domain_, x.number) != x.name)
    throw UserError(
        fmt::format("coordinate `{}` is not one of this problem: use what its own `space` or `time` returned", x.name));
  return point_[x.number];
}

void Problem::set_space(std::vector<std::string> names, GeometryPtr shape) {
  if (!domain.space.empty()) throw UserError("the coordinates of space are stated twice; name all of them in one call");
  if (domain.time) throw UserError("the coordinates of space are stated after time; call `space` first");
  if (!shape) throw UserError("the coordinates of space have no shape to run over");
  if (shape->dimensions() != names.size())
    throw UserError(fmt::format("{} has {}, and {} named", shape->describe(), counted(shape->dimensions(), "dimension"),
                                counted(names.size(), "coordinate") + (names.size() == 1 ? " is" : " are")));
  for (std::string& called : names) {
    require_new_name(*this, "coordinate", called);
    domain.space.push_back(std::move(called));
  }
  domain.shape = std::move(shape);
}

Coordinate Problem::time(std::string coordinate, double from, double to) {
  if (domain.time) throw UserError("time is stated twice; a problem has one");
  require_new_name(*this, "coordinate", coordinate);
  if (!(from < to) || !std::isfinite(to - from))
    throw UserError(fmt::format("time `{}` runs from {} to {}; both must be numbers, the first less than the second",
                                coordinate, from, to));
  domain.time = coordinate;
  domain.times = {from, to};
  return {domain.space.size(), std::move(coordinate)};
}

Field Problem::field(std::string called) {
  require_new_name(*this, "field", called);
  fields.push_back(called);
  return {fields.size() - 1, std::move(called)};
}

Field Problem::field(std::string called, Region part) {
  if (!part.places.empty() || !part.where)
    throw UserError(fmt::format("field `{}` lives on a part of the domain; give it a predicate, by `where`", called));
  const Field made = field(std::move(called));
  parts.resize(fields.size());
  parts.back() = std::move(part.where);
  return made;
}

Unknown Problem::unknown(std::string called, double start, std::optional<Interval> bounds) {
  require_new_name(*this, "unknown", called);
  const UnknownSpec spec{called, start, bounds};
  require_unknown(spec);
  unknowns.push_back(spec);
  if (!exact_unknowns.empty()) exact_unknowns.emplace_back();
  return {unknowns.size() - 1, std::move(called)};
}

void Problem::ansatz_of(const Field& u, std::function<ad::Expr(At at, ad::Expr net)> formula) {
  const std::size_t number = number_of(*this, u);
  if (!formula) throw UserError(fmt::format("the ansatz of field `{}` has no formula", u.name));
  for (const AnsatzField& other : ansatz)
    if (other.field == number) throw UserError(fmt::format("field `{}` has two ansatz formulas", u.name));
  const auto named = [whose = fmt::format("the ansatz of field `{}`", u.name), own = std::move(formula)](
                         const PointScope& at, ad::Expr net) {
    return formula_of(whose, at.graph(), [&] { return own(At(at), net); });
  };
  ansatz.push_back({number, named});
}

void Problem::exact_of(const Field& u, Quantity formula) {
  require_domain(*this, "an exact solution");
  if (!formula) throw UserError(fmt::format("the exact solution of field `{}` has no formula", u.name));
  const auto named = [whose = fmt::format("the exact solution of field `{}`", u.name), own = std::move(formula)](
                         const PointScope& at) { return formula_of(whose, at.graph(), [&] { return own(at); }); };
  exact.push_back({number_of(*this, u), ExactFormula(domain, named), {}});
  require_exact(*this);
}

void Problem::exact_of(const Field& u, std::function<double(const Position&)> function) {
  require_domain(*this, "an exact solution");
  if (!function) throw UserError(fmt::format("the exact solution of field `{}` has no function", u.name));
  const auto evaluate = [where = domain, function = std::move(function)](const double* points, std::size_t count,
                                                                         double* values) {
    for (std::size_t p = 0; p < count; ++p) values[p] = function(Position(where, points + p * where.dimensions()));
  };
  exact.push_back({number_of(*this, u), evaluate, {}});
  require_exact(*this);
}

void Problem::exact_of(const Field& u, double everywhere) {
  exact_of(u, [everywhere](At at) { return at.constant(everywhere); });
}

void Problem::exact_of(const Unknown& k, double value) {
  const std::size_t number = number_of(*this, k);
  exact_unknowns.resize(unknowns.size());
  exact_unknowns[number] = value;
  require_exact(*this);
}

Coordinate Problem::coordinate_named(std::string_view called) const {
  for (std::size_t i = 0; i < domain.dimensions(); ++i)
    if (coordinate_name(domain, i) == called) return {i, std::string(called)};
  throw UserError(fmt::format("the problem has no coordinate `{}`; its domain is {}", called, describe(domain)));
}

Field Problem::field_named(std::string_view called) const {
  const auto found = std::find(fields.begin(), fields.end(), called);
  if (found == fields.end())
    throw UserError(fmt::format("the problem has no field `{}`; it has {}", called, fmt::join(fields, ", ")));
  return {static_cast<std::size_t>(found - fields.begin()), std::string(called)};
}

Unknown Problem::unknown_named(std::string_view called) const {
  for (std::size_t i = 0; i < unknowns.size(); ++i)
    if (unknowns[i].name == called) return {i, std::string(called)};
  throw UserError(fmt::format("the problem has no unknown `{}`", called));
}

}  // namespace ansatz
