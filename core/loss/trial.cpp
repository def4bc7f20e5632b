// Unknowns and their bounds, fields by their networks and formulas, then the batch of points.
#include "loss/trial.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/rebuild.hpp"
#include "ansatz/core/automatic.hpp"
#include "network/coordinate_scope.hpp"
#include "points/domain.hpp"
#include "problem/check.hpp"
#include "problem/numbers.hpp"

namespace ansatz {
namespace {

/// Another place may be off the domain by so much of its side: as much as points that a solution is asked at.
constexpr double elsewhere_rounding = 1e-10;

/// The smooth maps that keep an unknown within its bounds, from the trained real number z:
///   [lower, upper]  lower + (upper - lower) (1 + tanh z) / 2        [lower, inf)  lower + exp z
///   (-inf, upper]   upper - exp z                                   none          z
struct BoundedScalar {
  double start;  // z
  ad::Expr (*value)(ad::Expr z, const Interval& bounds);
};

BoundedScalar bounded(const UnknownSpec& unknown) {
  require_unknown(unknown);
  if (!unknown.bounds) return {unknown.start, [](ad::Expr z, const Interval&) { return z; }};
  const auto [lower, upper] = *unknown.bounds;
  if (std::isfinite(lower) && std::isfinite(upper))
    return {std::atanh(2 * (unknown.start - lower) / (upper - lower) - 1),
            [](ad::Expr z, const Interval& b) { return b.lower + (b.upper - b.lower) / 2 * (1.0 + ad::tanh(z)); }};
  if (std::isfinite(lower))
    return {std::log(unknown.start - lower), [](ad::Expr z, const Interval& b) { return b.lower + ad::exp(z); }};
  if (std::isfinite(upper))
    return {std::log(upper - unknown.start), [](ad::Expr z, const Interval& b) { return b.upper - ad::exp(z); }};
  return {unknown.start, [](ad::Expr z, const Interval&) { return z; }};
}

ad::Expr scaled(ad::Expr output, const FieldScale& scale) {
  return scale.plain() ? output : scale.centre + scale.size * output;
}

}  // namespace

Trial::Trial(const Problem& problem, ad::Graph& graph, std::span<const double> held)
    : problem_(&problem), parameters_(graph, held), outputs_(problem.fields.size()) {
  std::vector<int> computed(problem.fields.size(), 0);
  std::set<std::string> names;
  for (const NetworkSpec& spec : problem.networks) {
    if (!names.insert(spec.name).second)
      throw UserError(fmt::format("two networks are named `{}`; their parameters need names of their own", spec.name));
    for (std::uint32_t row = 0; row < spec.fields.size(); ++row) {
      const std::size_t field = spec.fields[row];
      if (field >= problem.fields.size())
        throw UserError(fmt::format("network `{}` computes field number {}, but the problem has {}", spec.name, field,
                                    problem.fields.size()));
      outputs_[field] = {networks_.size(), row, nullptr};
      ++computed[field];
    }
    NetworkSpec own = spec;
    own.adaptive = adaptation_of(problem, spec);
    networks_.emplace_back(own, problem.domain, problem.compute.seed, parameters_);
  }
  for (std::size_t i = 0; i < computed.size(); ++i)
    if (computed[i] != 1)
      throw UserError(fmt::format("field `{}` is computed by {}; it needs exactly one", problem.fields[i],
                                  computed[i] == 0 ? "no network" : "several networks"));
  add_ansatz(problem);
  for (const UnknownSpec& unknown : problem.unknowns) {
    const BoundedScalar scalar = bounded(unknown);
    const ad::Expr z = parameters_.add(unknown.name, 1, 1, std::span(&scalar.start, 1));
    unknowns_.push_back(scalar.value(z, unknown.bounds.value_or(Interval{})));
  }
}

void Trial::add_ansatz(const Problem& problem) {
  for (const AnsatzField& ansatz : problem.ansatz) {
    if (ansatz.field >= outputs_.size()) throw UserError("an ansatz is of a field that the problem does not have");
    if (outputs_[ansatz.field].ansatz != nullptr)
      throw UserError(fmt::format("field `{}` has two ansatz formulas", problem.fields[ansatz.field]));
    outputs_[ansatz.field].ansatz = &ansatz;
  }
}

// Formulas may differentiate by the coordinates, which must be a leaf for that: elsewhere the field
// is built at one and then moved.
ad::Expr Trial::field(std::size_t i, ad::Expr coordinates) const {
  const Output& output = outputs_.at(i);
  const Network& network = networks_[output.network];
  const bool formulas = output.ansatz != nullptr || !network.inputs().plain();
  if (formulas && graph().node(coordinates.id()).op != ad::Op::input) {
    const ad::Expr anywhere = graph().input("anywhere", coordinates.shape().rows, coordinates.shape().axis);
    return ad::substitute(field(i, anywhere), anywhere, coordinates);
  }
  const ad::Expr raw = network(coordinates)[output.row];
  if (output.ansatz == nullptr) return problem_->scales.empty() ? raw : scaled(raw, problem_->scales[i]);
  const ad::Expr value =
      output.ansatz->value(CoordinateScope(coordinates, problem_->domain, unknowns_, problem_->unknowns), raw);
  if (value.shape().size() != 1)
    throw UserError(fmt::format("the ansatz of field `{}` must be a scalar", problem_->fields[i]));
  return ad::broadcast(value, {1, 1, coordinates.shape().axis});
}

PointBatch::PointBatch(const Trial& trial, std::string_view name, bool on_boundary, std::size_t quantities)
    : trial_(&trial) {
  const Domain& domain = trial.problem().domain;
  const ad::Axis axis = graph().axis(name);
  coordinates_ =
      graph().input(fmt::format("{}/coordinates", name), static_cast<std::uint32_t>(domain.dimensions()), axis);
  if (on_boundary && !domain.space.empty())
    normals_ = graph().input(fmt::format("{}/normals", name), static_cast<std::uint32_t>(domain.space.size()), axis);
  if (quantities > 0)
    measured_ = graph().input(fmt::format("{}/measured", name), static_cast<std::uint32_t>(quantities), axis);
}

PointBatch::PointBatch(const Trial& trial, const PointBatch& other)
    : trial_(&trial), coordinates_(other.coordinates_), normals_(other.normals_), measured_(other.measured_) {}

std::vector<ad::Expr> PointBatch::leaves() const {
  std::vector<ad::Expr> leaves{coordinates_};
  if (normals_.valid()) leaves.push_back(normals_);
  if (measured_.valid()) leaves.push_back(measured_);
  return leaves;
}

std::vector<const std::vector<double>*> PointBatch::leaf_values(const PointSet& points) const {
  std::vector<const std::vector<double>*> values{&points.points};
  if (normals_.valid()) values.push_back(&points.normals);
  if (measured_.valid()) values.push_back(&points.measured);
  return values;
}

std::string_view PointBatch::name(Kind kind, std::size_t i) const { return name_of(trial_->problem(), kind, i); }

void PointBatch::require(Kind kind, std::size_t i) const { require_number(trial_->problem(), kind, i); }

ad::Expr PointBatch::coordinate(std::size_t i) const {
  require(Kind::coordinate, i);
  return coordinates_[static_cast<std::uint32_t>(i)];
}

ad::Expr PointBatch::field(std::size_t i) const {
  require(Kind::field, i);
  return trial_->field(i, coordinates_);
}

// What varies from point to point is not known here.
void PointBatch::require_inside(std::span<const ad::Expr> coordinates, std::size_t field) const {
  const Domain& domain = trial_->problem().domain;
  const std::vector<Interval> box = bounding_box(domain);
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    const bool number = &coordinates[i].graph() == &graph() && graph().node(coordinates[i].id()).op == ad::Op::constant;
    if (!number) continue;
    const double value = graph().constant_values(coordinates[i].id())[0];
    const double close = elsewhere_rounding * (box[i].upper - box[i].lower);
    if (!(box[i].lower - close <= value && value <= box[i].upper + close))
      throw UserError(fmt::format("field `{}` is asked for at `{}` = {}, where there is none; the domain is {}",
                                  trial_->problem().fields.at(field), coordinate_name(domain, i), value,
                                  describe(domain)));
  }
}

ad::Expr PointBatch::place(std::size_t field, std::span<const ad::Expr> coordinates) const {
  require(Kind::field, field);
  if (coordinates.size() != trial_->problem().domain.dimensions())
    throw UserError(fmt::format("field `{}` depends on {} coordinates; {} are given",
                                trial_->problem().fields.at(field), trial_->problem().domain.dimensions(),
                                coordinates.size()));
  if (trial_->problem().sampling.windows > 1 && coordinates.back() != coordinate(coordinates.size() - 1))
    throw UserError(
        fmt::format("field `{}` is asked for at another time; that may lie in another window of time, "
                    "solved by another network",
                    trial_->problem().fields.at(field)));
  require_inside(coordinates, field);
  std::vector<ad::Expr> rows(coordinates.begin(), coordinates.end());
  for (ad::Expr& row : rows) row = ad::broadcast(row, {1, 1, axis()});
  return ad::concat(rows);
}

ad::Expr PointBatch::field_at(std::size_t i, std::span<const ad::Expr> coordinates) const {
  return trial_->field(i, place(i, coordinates));
}

// Differentiated at a place of its own, which then gives way to the one asked for: there, coordinates may be constants
// and derivatives by them would vanish.
ad::Expr PointBatch::field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                                         std::span<const ad::Expr> coordinates) const {
  require(Kind::field, i);
  const ad::Expr anywhere = graph().input("elsewhere", coordinates_.shape().rows, axis());
  ad::Expr value = trial_->field(i, anywhere);
  for (const std::size_t coordinate : derivatives) {
    require(Kind::coordinate, coordinate);
    value = ad::partial(value, anywhere, static_cast<std::uint32_t>(coordinate));
  }
  return ad::substitute(value, anywhere, place(i, coordinates));
}

ad::Expr PointBatch::derivative(ad::Expr e, std::size_t coordinate) const {
  require(Kind::coordinate, coordinate);
  ad::Expr& known = derivatives_[{e.id(), coordinate}];
  if (!known.valid()) known = ad::partial(e, coordinates_, static_cast<std::uint32_t>(coordinate));
  return known;
}

ad::Expr PointBatch::normal(std::size_t i) const {
  if (!normals_.valid()) throw UserError("the normal exists on a boundary only; these points lie inside the domain");
  if (i >= space()) throw UserError(fmt::format("the normal has {} components; there is no number {}", space(), i));
  return normals_[static_cast<std::uint32_t>(i)];
}

ad::Expr PointBatch::unknown(std::size_t i) const {
  require(Kind::unknown, i);
  return trial_->unknowns()[i];
}

ad::Expr PointBatch::measured(std::size_t k) const {
  if (!measured_.valid() || k >= measured_.shape().rows)
    throw UserError("values are measured at the points of data only");
  return measured_[static_cast<std::uint32_t>(k)];
}

}  // namespace ansatz
