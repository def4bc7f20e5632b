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

inline constexpr double pi = std::numbers::pi;

/// One network with fixed slopes for all fields, and Adam at a constant rate, on one thread.
inline void settle(Problem& problem, std::vector<std::uint32_t> hidden, std::uint64_t steps, double rate) {
  NetworkSpec network;
  for (std::size_t i = 0; i < problem.fields.size(); ++i) network.fields.push_back(i);
  network.hidden = std::move(hidden);
  network.adaptive = FixedSlopes{};
  problem.network(network);
  problem.train(Adam{.steps = steps, .lr = rate});
  problem.compute.threads = 1;
}

/// -u'' = pi^2 sin(pi x) on [0, 1], u = 0 at both ends; u = sin(pi x).
inline Problem poisson_1d(std::uint64_t steps) {
  Problem p("poisson");
  const Coordinate x = p.space("x", interval(0, 1));
  const Field u = p.field("u");
  p.equation("poisson", [=](At at) { return at.d(u, x, x) + pi * pi * ad::sin(pi * at(x)); });
  p.boundary("ends", on(x, 0) | on(x, 1), [=](At at) { return at(u); });
  p.exact_of(u, [=](const Position& at) { return std::sin(pi * at(x)); });
  p.sampling.equation = 64;
  p.sampling.method = GridPoints{};
  settle(p, {16, 16}, steps, 3e-3);
  return p;
}

/// u_t + lambda u u_x = 0.1 u_xx with an unknown lambda, a start and two walls, few points.
inline Problem small_burgers() {
  Problem p("small_burgers");
  const Coordinate x = p.space("x", interval(-1, 1));
  const Coordinate t = p.time("t", 0, 1);
  const Field u = p.field("u");
  const Unknown lambda = p.unknown("lambda", 0.7, Interval{0, 2});
  p.equation("burgers", [=](At at) {
    const ad::Expr v = at(u), v_x = at.d(v, x);
    return at.d(v, t) + at(lambda) * v * v_x - 0.1 * at.d(v_x, x);
  });
  p.initial("start", [=](At at) { return at(u) + ad::sin(pi * at(x)); });
  p.boundary("walls", on(x, -1) | on(x, 1), [=](At at) { return at(u); }).weight = 3;
  p.sampling.equation = 50;
  p.sampling.boundary = 20;
  settle(p, {6, 5}, 40, 1e-2);
  p.networks[0].adaptive = Nlaaf{.n = 5, .recovery = 0.5};
  return p;
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
