#include "trial.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/rebuild.hpp"
#include "domain.hpp"

namespace ansatz {
namespace {

/// The smooth maps that keep an unknown within its bounds, from the trained real number z:
///   [lower, upper]  lower + (upper - lower) (1 + tanh z) / 2        [lower, inf)  lower + exp z
///   (-inf, upper]   upper - exp z                                   none          z
struct BoundedScalar {
  double start;  // z
  ad::Expr (*value)(ad::Expr z, const Interval& bounds);
};

BoundedScalar bounded(const Unknown& unknown) {
  if (!unknown.bounds) return {unknown.start, [](ad::Expr z, const Interval&) { return z; }};
  const auto [lower, upper] = *unknown.bounds;
  if (!(lower < unknown.start && unknown.start < upper))
    throw UserError(
        fmt::format("unknown `{}` starts at {}, which is not inside its bounds [{}, {}]; a start on the "
                    "bound could never leave it",
                    unknown.name, unknown.start, lower, upper));
  if (std::isfinite(lower) && std::isfinite(upper))
    return {std::atanh(2 * (unknown.start - lower) / (upper - lower) - 1),
            [](ad::Expr z, const Interval& b) { return b.lower + (b.upper - b.lower) / 2 * (1.0 + ad::tanh(z)); }};
  if (std::isfinite(lower))
    return {std::log(unknown.start - lower), [](ad::Expr z, const Interval& b) { return b.lower + ad::exp(z); }};
  if (std::isfinite(upper))
    return {std::log(upper - unknown.start), [](ad::Expr z, const Interval& b) { return b.upper - ad::exp(z); }};
  return {unknown.start, [](ad::Expr z, const Interval&) { return z; }};
}

}  // namespace

Trial::Trial(const Problem& problem, ad::Graph& graph)
    : problem_(&problem), parameters_(graph), outputs_(problem.fields.size()) {
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
      outputs_[field] = {networks_.size(), row};
      ++computed[field];
    }
    networks_.emplace_back(spec, problem.domain, problem.compute.seed, parameters_);
  }
  for (std::size_t i = 0; i < computed.size(); ++i)
    if (computed[i] != 1)
      throw UserError(fmt::format("field `{}` is computed by {} networks; it needs exactly one", problem.fields[i],
                                  computed[i] == 0 ? "no" : "several"));
  for (const Unknown& unknown : problem.unknowns) {
    const BoundedScalar scalar = bounded(unknown);
    const ad::Expr z = parameters_.add(unknown.name, 1, 1, std::span(&scalar.start, 1));
    unknowns_.push_back(scalar.value(z, unknown.bounds.value_or(Interval{})));
  }
}

ad::Expr Trial::field(std::size_t i, ad::Expr coordinates) const {
  const Output& output = outputs_.at(i);
  return networks_[output.network](coordinates)[output.row];
}

PointBatch::PointBatch(const Trial& trial, std::string_view name, bool on_boundary) : trial_(&trial) {
  const Domain& domain = trial.problem().domain;
  const ad::Axis axis = graph().axis(name);
  coordinates_ =
      graph().input(fmt::format("{}/coordinates", name), static_cast<std::uint32_t>(domain.dimensions()), axis);
  if (on_boundary && !domain.space.empty())
    normals_ = graph().input(fmt::format("{}/normals", name), static_cast<std::uint32_t>(domain.space.size()), axis);
}

ad::Expr PointBatch::coordinate(std::size_t i) const { return coordinates_[static_cast<std::uint32_t>(i)]; }

ad::Expr PointBatch::field(std::size_t i) const { return trial_->field(i, coordinates_); }

ad::Expr PointBatch::place(std::size_t field, std::span<const ad::Expr> coordinates) const {
  if (coordinates.size() != trial_->problem().domain.dimensions())
    throw UserError(fmt::format("field `{}` depends on {} coordinates; {} are given",
                                trial_->problem().fields.at(field), trial_->problem().domain.dimensions(),
                                coordinates.size()));
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
  const ad::Expr anywhere = graph().input("elsewhere", coordinates_.shape().rows, axis());
  ad::Expr value = trial_->field(i, anywhere);
  for (const std::size_t coordinate : derivatives)
    value = ad::partial(value, anywhere, static_cast<std::uint32_t>(coordinate));
  return ad::substitute(value, anywhere, place(i, coordinates));
}

ad::Expr PointBatch::derivative(ad::Expr e, std::size_t coordinate) const {
  ad::Expr& known = derivatives_[{e.id(), coordinate}];
  if (!known.valid()) known = ad::partial(e, coordinates_, static_cast<std::uint32_t>(coordinate));
  return known;
}

ad::Expr PointBatch::normal(std::size_t i) const {
  if (!normals_.valid()) throw UserError("the normal exists on a boundary only; these points lie inside the domain");
  return normals_[static_cast<std::uint32_t>(i)];
}

ad::Expr PointBatch::unknown(std::size_t i) const { return trial_->unknowns()[i]; }

}  // namespace ansatz
