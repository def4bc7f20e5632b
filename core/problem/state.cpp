// Problems stated by handles: coordinates, fields, unknowns and networks. Conditions are in state_conditions.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/problem.hpp"
#include "network/coordinate_scope.hpp"
#include "points/domain.hpp"
#include "problem/check.hpp"

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

std::size_t require_field(const Problem& problem, const Field& u) {
  if (u.number < problem.fields.size() && problem.fields[u.number] == u.name) return u.number;
  throw UserError(fmt::format("field `{}` is not one of this problem: use what its own `field` returned", u.name));
}

InputFeature feature_of(const std::vector<Coordinate>& of, std::optional<Feature> method) {
  InputFeature feature;
  for (const Coordinate& x : of) {
    feature.coordinates.push_back(x.number);
    feature.names.push_back(x.name);
  }
  feature.method = std::move(method);
  return feature;
}

}  // namespace

InputFeature input(const Coordinate& x) { return feature_of({x}, std::nullopt); }

InputFeature input(Quantity formula) {
  InputFeature feature;
  feature.value = std::move(formula);
  return feature;
}

InputFeature periodic(const Coordinate& x, std::uint32_t count) {
  return feature_of({x}, Periodic{.harmonics = count});
}

InputFeature fourier(const std::vector<Coordinate>& of, std::uint32_t count, double scale) {
  return feature_of(of, RandomFourier{.features = count, .scale = scale});
}

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
    throw UserError(fmt::format("{} has {} dimensions, and {} coordinates are named", shape->describe(),
                                shape->dimensions(), names.size()));
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

Unknown Problem::unknown(std::string called, double start, std::optional<Interval> bounds) {
  require_new_name(*this, "unknown", called);
  const UnknownSpec spec{called, start, bounds};
  require_unknown(spec);
  unknowns.push_back(spec);
  if (!exact_unknowns.empty()) exact_unknowns.emplace_back();
  return {unknowns.size() - 1, std::move(called)};
}

NetworkSpec& Problem::network(NetworkSpec spec) { return network({}, std::move(spec)); }

NetworkSpec& Problem::network(const std::vector<Field>& of, NetworkSpec spec) {
  for (const Field& u : of) spec.fields.push_back(require_field(*this, u));
  for (const InputFeature& feature : spec.inputs)
    for (std::size_t i = 0; i < feature.names.size(); ++i)
      if (coordinate_named(feature.names[i]).number != feature.coordinates.at(i))
        throw UserError(
            fmt::format("network `{}` reads coordinate `{}` of another problem", spec.name, feature.names[i]));
  networks.push_back(std::move(spec));
  return networks.back();
}

void Problem::ansatz_of(const Field& u, std::function<ad::Expr(At at, ad::Expr net)> formula) {
  const std::size_t number = require_field(*this, u);
  if (!formula) throw UserError(fmt::format("the ansatz of field `{}` has no formula", u.name));
  for (const AnsatzField& other : ansatz)
    if (other.field == number) throw UserError(fmt::format("field `{}` has two ansatz formulas", u.name));
  ansatz.push_back({number, std::move(formula)});
}

void Problem::exact_of(const Field& u, Quantity formula) {
  require_domain(*this, "an exact solution");
  if (!formula) throw UserError(fmt::format("the exact solution of field `{}` has no formula", u.name));
  exact.push_back({require_field(*this, u), ExactFormula(domain, std::move(formula)), {}});
  require_exact(*this);
}

void Problem::exact_of(const Field& u, std::function<double(const Position&)> function) {
  require_domain(*this, "an exact solution");
  if (!function) throw UserError(fmt::format("the exact solution of field `{}` has no function", u.name));
  const auto evaluate = [where = domain, function = std::move(function)](const double* points, std::size_t count,
                                                                         double* values) {
    for (std::size_t p = 0; p < count; ++p) values[p] = function(Position(where, points + p * where.dimensions()));
  };
  exact.push_back({require_field(*this, u), evaluate, {}});
  require_exact(*this);
}

void Problem::exact_of(const Unknown& k, double value) {
  if (k.number >= unknowns.size() || unknowns[k.number].name != k.name)
    throw UserError(
        fmt::format("unknown `{}` is not one of this problem: use what its own `unknown` returned", k.name));
  exact_unknowns.resize(unknowns.size());
  exact_unknowns[k.number] = value;
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
