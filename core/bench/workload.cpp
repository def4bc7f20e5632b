// The problems one after another, then the table with their names and sources. The step: training_step.cpp.
#include "bench/workload.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/problem.hpp"
#include "problem/complete.hpp"

namespace ansatz {
namespace {

constexpr double pi = std::numbers::pi;

/// One network of such hidden layers for all fields, fixed slopes, Adam; `points` of the equations.
void settle(Problem& problem, std::vector<std::uint32_t> hidden, std::size_t points) {
  NetworkSpec network;
  network.hidden = std::move(hidden);
  network.adaptive = FixedSlopes{};
  problem.network(network);
  problem.sampling.equation = points;
  problem.train(Adam{.steps = 2000, .lr = 8e-4});
}

/// u_t + u u_x = nu u_xx, u = -sin(pi x) at the start, u = 0 on the walls.
Problem burgers_on(std::vector<std::uint32_t> hidden, std::size_t boundary) {
  Problem problem;
  const Coordinate x = problem.space("x", interval(-1, 1));
  const Coordinate t = problem.time("t", 0, 1);
  const Field u = problem.field("u");
  problem.equation("equation", [=](At at) {
    const ad::Expr v = at(u), v_x = at.d(v, x), v_t = at.d(v, t);
    return v_t + v * v_x - 0.01 / pi * at.d(v_x, x);
  });
  problem.initial("start", [=](At at) { return at(u) + ad::sin(pi * at(x)); });
  problem.boundary("walls", on(x, -1) | on(x, 1), [=](At at) { return at(u); });
  problem.sampling.boundary = boundary;
  settle(problem, std::move(hidden), 10'000);
  return problem;
}

Problem burgers() {
  Problem problem = burgers_on({20, 20, 20, 20, 20, 20}, 400);
  problem.networks[0].adaptive = Nlaaf{.recovery = 1};
  return problem;
}

Problem custom() {
  Problem problem = burgers();
  problem.networks[0].activation = {"swish", [](ad::Expr z) { return z / (1.0 + ad::exp(-z)); }};
  return problem;
}

Problem raissi_burgers() { return burgers_on({20, 20, 20, 20, 20, 20, 20, 20}, 100); }

Problem wide() { return burgers_on({64, 64, 64, 64}, 400); }

Problem kdv() {
  Problem problem;
  const Coordinate x = problem.space("x", interval(-1, 1));
  const Coordinate t = problem.time("t", 0, 1);
  const Field u = problem.field("u");
  problem.equation("equation", [=](At at) {
    const ad::Expr v = at(u), v_x = at.d(v, x), v_xxx = at.d(v_x, x, x);
    return at.d(v, t) + v * v_x + 0.0025 * v_xxx;
  });
  settle(problem, {50, 50, 50, 50}, 10'000);
  return problem;
}

Problem kuramoto() {
  Problem problem;
  const Coordinate x = problem.space("x", interval(-10, 10));
  const Coordinate t = problem.time("t", 0, 1);
  const Field u = problem.field("u");
  problem.equation("equation", [=](At at) {
    const ad::Expr v = at(u), v_x = at.d(v, x), v_xx = at.d(v_x, x), v_xxxx = at.d(v_xx, x, x);
    return at.d(v, t) + v * v_x + v_xx + v_xxxx;
  });
  settle(problem, {70, 70, 70, 70}, 20'000);
  return problem;
}

Problem cavity() {
  Problem problem;
  const auto space = problem.space({"x", "y"}, box({0, 0}, {1, 1}));
  const Coordinate x = space[0], y = space[1];
  const Field u = problem.field("u"), v = problem.field("v"), p = problem.field("p");
  problem.equation("equation", [=](At at) {
    const ad::Expr here_u = at(u), here_v = at(v), here_p = at(p);
    const auto momentum = [&](ad::Expr w, const Coordinate& direction) {
      const ad::Expr w_x = at.d(w, x), w_y = at.d(w, y);
      const ad::Expr diffusion = 0.01 * (at.d(w_x, x) + at.d(w_y, y));
      return here_u * w_x + here_v * w_y + at.d(here_p, direction) - diffusion;
    };
    return Residuals{momentum(here_u, x), momentum(here_v, y), at.d(here_u, x) + at.d(here_v, y)};
  });
  problem.boundary("lid", on(y, 1), [=](At at) {
    const ad::Expr s = at(x);
    return Residuals{at(u) - 16.0 * s * s * (1.0 - s) * (1.0 - s), at(v)};
  });
  problem.boundary("walls", on(x, 0) | on(x, 1) | on(y, 0), [=](At at) { return Residuals{at(u), at(v)}; });
  problem.sampling.boundary = 1'000;
  settle(problem, {50, 50, 50, 50, 50, 50}, 10'000);
  return problem;
}

Problem poisson5d() {
  Problem problem;
  const auto x =
      problem.space({"x1", "x2", "x3", "x4", "x5"}, box(std::vector<double>(5, 0.0), std::vector<double>(5, 1.0)));
  const Field u = problem.field("u");
  problem.equation("equation", [=](At at) {
    const ad::Expr v = at(u);
    ad::Expr residual = at.constant(0);
    for (const Coordinate& xi : x) residual = residual + at.d(v, xi, xi) + std::pow(pi, 2) * ad::sin(pi * at(xi));
    return residual;
  });
  settle(problem, {64, 64, 64, 64}, 8'000);
  return problem;
}

struct Workload {
  WorkloadInfo info;
  Problem (*make)();
};

constexpr auto table = std::to_array<Workload>({
    {{"burgers", "Burgers, 2-20x6-1, neuron-wise slopes with recovery, 10,000 + 400 points (the LAAF paper)"}, burgers},
    {{"raissi_burgers", "Burgers, 2-20x8-1, 10,000 + 100 points (Raissi et al. 2019)"}, raissi_burgers},
    {{"wide", "Burgers, 2-64x4-1, 10,000 + 400 points"}, wide},
    {{"kdv", "Korteweg-de Vries, third order, 2-50x4-1, 10,000 points of the equation alone"}, kdv},
    {{"kuramoto", "Kuramoto-Sivashinsky, fourth order, 2-70x4-1, 20,000 points of the equation alone"}, kuramoto},
    {{"cavity", "steady Navier-Stokes in a driven cavity, 2-50x6-3, 10,000 + 1,000 points"}, cavity},
    {{"poisson5d", "Laplacian in five dimensions, 5-64x4-1, 8,000 points of the equation alone"}, poisson5d},
    {{"custom", "burgers with an activation given as a formula (swish)"}, custom},
});

constexpr auto listed = [] {
  std::array<WorkloadInfo, table.size()> infos{};
  for (std::size_t i = 0; i < table.size(); ++i) infos[i] = table[i].info;
  return infos;
}();

}  // namespace

std::span<const WorkloadInfo> workloads() { return listed; }

Problem make_workload(std::string_view name) {
  std::string names;
  for (const Workload& workload : table) {
    if (workload.info.name == name) {
      Problem problem = completed(workload.make());
      problem.name = std::string(name);
      return problem;
    }
    names += fmt::format("{}{}", names.empty() ? "" : ", ", workload.info.name);
  }
  throw UserError(fmt::format("there is no workload `{}`; there are {}", name, names));
}

}  // namespace ansatz
