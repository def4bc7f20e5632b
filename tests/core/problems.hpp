// Small problems that several tests train, and the loss of one evaluated by the slow reference executor.
#pragma once

#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/core/scope.hpp"
#include "loss/loss.hpp"

namespace ansatz::test {

using Residuals = std::vector<ad::Expr>;

inline Condition condition(ConditionKind kind, std::string name,
                           std::function<Residuals(const PointScope&)> residuals) {
  return {kind, std::move(name), {}, std::move(residuals), 1, std::nullopt};
}

inline Place face(std::size_t coordinate, double value) {
  Place place;
  place.kind = Place::Kind::face;
  place.coordinate = coordinate;
  place.value = value;
  return place;
}

inline Problem with_network(Problem problem, std::vector<std::uint32_t> hidden, std::uint64_t steps, double rate) {
  NetworkSpec network;
  for (std::size_t i = 0; i < problem.fields.size(); ++i) network.fields.push_back(i);
  network.hidden = std::move(hidden);
  network.adaptive.mode = Adaptation::fixed;
  problem.networks = {network};
  AdamStage adam;
  adam.steps = steps;
  adam.rate.rate = rate;
  problem.stages = {adam};
  problem.compute.threads = 1;
  return problem;
}

/// -u'' = pi^2 sin(pi x) on [0, 1], u = 0 at both ends; u = sin(pi x).
inline Problem poisson_1d(std::uint64_t steps) {
  Problem problem;
  problem.name = "poisson";
  problem.domain.space = {"x"};
  problem.domain.shape = make_box({0}, {1});
  problem.fields = {"u"};
  problem.conditions.push_back(condition(ConditionKind::equation, "poisson", [](const PointScope& at) -> Residuals {
    const double pi = std::numbers::pi;
    return {at.derivative(at.derivative(at.field(0), 0), 0) + pi * pi * ad::sin(pi * at.coordinate(0))};
  }));
  problem.conditions.push_back(
      condition(ConditionKind::boundary, "ends", [](const PointScope& at) -> Residuals { return {at.field(0)}; }));
  problem.conditions.back().region.places = {face(0, 0), face(0, 1)};
  problem.exact.push_back({0, [](const double* points, std::size_t count, double* values) {
                             for (std::size_t p = 0; p < count; ++p) values[p] = std::sin(std::numbers::pi * points[p]);
                           }});
  problem.sampling.equation = 64;
  problem.sampling.method = SamplingMethod::grid;
  return with_network(std::move(problem), {16, 16}, steps, 3e-3);
}

/// u_t + lambda u u_x = 0.1 u_xx with an unknown lambda, a start and two walls, few points.
inline Problem small_burgers() {
  Problem problem;
  problem.name = "small_burgers";
  problem.domain.space = {"x"};
  problem.domain.shape = make_box({-1}, {1});
  problem.domain.time.emplace("t");
  problem.fields = {"u"};
  problem.unknowns.push_back({"lambda", 0.7, Interval{0, 2}});
  problem.conditions.push_back(condition(ConditionKind::equation, "burgers", [](const PointScope& at) -> Residuals {
    const ad::Expr u = at.field(0), u_x = at.derivative(u, 0);
    return {at.derivative(u, 1) + at.unknown(0) * u * u_x - 0.1 * at.derivative(u_x, 0)};
  }));
  problem.conditions.push_back(condition(ConditionKind::initial, "start", [](const PointScope& at) -> Residuals {
    return {at.field(0) + ad::sin(std::numbers::pi * at.coordinate(0))};
  }));
  problem.conditions.push_back(
      condition(ConditionKind::boundary, "walls", [](const PointScope& at) -> Residuals { return {at.field(0)}; }));
  problem.conditions.back().region.places = {face(0, -1), face(0, 1)};
  problem.conditions.back().weight = 3;
  problem.sampling.equation = 50;
  problem.sampling.boundary = 20;
  problem = with_network(std::move(problem), {6, 5}, 40, 1e-2);
  problem.networks[0].adaptive = {Adaptation::nlaaf, 5, 0.5, true};
  return problem;
}

/// Leaves of a loss: parameter blocks, then points and weights.
inline std::vector<ad::Expr> leaves(const Loss& loss) {
  std::vector<ad::Expr> result = loss.trial().parameters().leaves();
  const std::vector<ad::Expr> data = loss.data_leaves();
  result.insert(result.end(), data.begin(), data.end());
  return result;
}

/// Outputs of a loss at theta, by the reference executor.
inline std::vector<std::vector<double>> reference(const Loss& loss, std::span<const ad::Expr> outputs,
                                                  std::span<const double> theta) {
  std::vector<std::vector<double>> values;
  for (const ParameterBlock& block : loss.trial().parameters().blocks()) {
    const auto part = theta.subspan(block.offset, block.size);
    values.emplace_back(part.begin(), part.end());
  }
  const LossData& data = loss.data();
  for (std::size_t g = 0; g < loss.groups().size(); ++g)
    for (const std::vector<double>* part : loss.batches()[g]->leaf_values(data.points[g])) values.push_back(*part);
  values.insert(values.end(), data.weights.begin(), data.weights.end());
  return ad::evaluate_reference(leaves(loss), outputs, values);
}

inline std::vector<std::vector<double>> reference(const Loss& loss, std::span<const ad::Expr> outputs) {
  return reference(loss, outputs, loss.trial().parameters().start());
}

}  // namespace ansatz::test
