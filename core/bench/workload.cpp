#include "bench/workload.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/scope.hpp"

namespace ansatz {
namespace {

using Residuals = std::vector<ad::Expr>;

/// Fields over a box of space and, perhaps, time in [0, 1], with one network for all fields.
Problem problem_on_box(std::vector<std::string> space, std::vector<double> lower, std::vector<double> upper, bool time,
                       std::vector<std::string> fields, std::vector<std::uint32_t> hidden) {
  Problem problem;
  problem.domain.space = std::move(space);
  problem.domain.shape = make_box(std::move(lower), std::move(upper));
  if (time) problem.domain.time.emplace("t");
  problem.fields = std::move(fields);
  NetworkSpec network;
  for (std::size_t i = 0; i < problem.fields.size(); ++i) network.fields.push_back(i);
  network.hidden = std::move(hidden);
  network.adaptive.mode = Adaptation::fixed;
  problem.networks = {network};
  AdamStage adam;
  adam.steps = 2000;
  adam.rate.rate = 8e-4;
  problem.stages = {adam};
  return problem;
}

void add_equation(Problem& problem, std::size_t points, std::function<Residuals(const PointScope&)> residuals) {
  problem.sampling.equation = points;
  problem.conditions.push_back({ConditionKind::equation, "equation", {}, std::move(residuals), 1, std::nullopt});
}

Place face(std::size_t coordinate, double value) {
  Place place;
  place.kind = Place::Kind::face;
  place.coordinate = coordinate;
  place.value = value;
  return place;
}

void add_boundary(Problem& problem, std::string name, std::vector<Place> places,
                  std::function<Residuals(const PointScope&)> residuals) {
  problem.conditions.push_back(
      {ConditionKind::boundary, std::move(name), {std::move(places), {}}, std::move(residuals), 1, std::nullopt});
}

/// u_t + u u_x = nu u_xx, u = -sin(pi x) at the start, u = 0 on the walls.
Problem burgers_on(std::vector<std::uint32_t> hidden, std::size_t boundary) {
  Problem problem = problem_on_box({"x"}, {-1}, {1}, true, {"u"}, std::move(hidden));
  add_equation(problem, 10'000, [](const PointScope& at) -> Residuals {
    const ad::Expr u = at.field(0), u_x = at.derivative(u, 0), u_t = at.derivative(u, 1);
    return {u_t + u * u_x - 0.01 / std::numbers::pi * at.derivative(u_x, 0)};
  });
  problem.sampling.boundary = boundary;
  problem.conditions.push_back(
      {ConditionKind::initial,
       "start",
       {},
       [](const PointScope& at) -> Residuals { return {at.field(0) + ad::sin(std::numbers::pi * at.coordinate(0))}; },
       1,
       std::nullopt});
  add_boundary(problem, "walls", {face(0, -1), face(0, 1)},
               [](const PointScope& at) -> Residuals { return {at.field(0)}; });
  return problem;
}

Problem burgers() {
  Problem problem = burgers_on({20, 20, 20, 20, 20, 20}, 400);
  problem.networks[0].adaptive = {Adaptation::nlaaf, 10, 1, true};
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
  Problem problem = problem_on_box({"x"}, {-1}, {1}, true, {"u"}, {50, 50, 50, 50});
  add_equation(problem, 10'000, [](const PointScope& at) -> Residuals {
    const ad::Expr u = at.field(0), u_x = at.derivative(u, 0);
    const ad::Expr u_xxx = at.derivative(at.derivative(u_x, 0), 0);
    return {at.derivative(u, 1) + u * u_x + 0.0025 * u_xxx};
  });
  return problem;
}

Problem kuramoto() {
  Problem problem = problem_on_box({"x"}, {-10}, {10}, true, {"u"}, {70, 70, 70, 70});
  add_equation(problem, 20'000, [](const PointScope& at) -> Residuals {
    const ad::Expr u = at.field(0), u_x = at.derivative(u, 0), u_xx = at.derivative(u_x, 0);
    const ad::Expr u_xxxx = at.derivative(at.derivative(u_xx, 0), 0);
    return {at.derivative(u, 1) + u * u_x + u_xx + u_xxxx};
  });
  return problem;
}

Problem cavity() {
  Problem problem = problem_on_box({"x", "y"}, {0, 0}, {1, 1}, false, {"u", "v", "p"}, {50, 50, 50, 50, 50, 50});
  add_equation(problem, 10'000, [](const PointScope& at) -> Residuals {
    const ad::Expr u = at.field(0), v = at.field(1), p = at.field(2);
    const auto momentum = [&](ad::Expr w, std::size_t direction) {
      const ad::Expr w_x = at.derivative(w, 0), w_y = at.derivative(w, 1);
      const ad::Expr diffusion = 0.01 * (at.derivative(w_x, 0) + at.derivative(w_y, 1));
      return u * w_x + v * w_y + at.derivative(p, direction) - diffusion;
    };
    return {momentum(u, 0), momentum(v, 1), at.derivative(u, 0) + at.derivative(v, 1)};
  });
  problem.sampling.boundary = 1'000;
  add_boundary(problem, "lid", {face(1, 1)}, [](const PointScope& at) -> Residuals {
    const ad::Expr x = at.coordinate(0);
    return {at.field(0) - 16.0 * x * x * (1.0 - x) * (1.0 - x), at.field(1)};
  });
  add_boundary(problem, "walls", {face(0, 0), face(0, 1), face(1, 0)}, [](const PointScope& at) -> Residuals {
    return {at.field(0), at.field(1)};
  });
  return problem;
}

Problem poisson5d() {
  Problem problem = problem_on_box({"x1", "x2", "x3", "x4", "x5"}, std::vector<double>(5, 0.0),
                                   std::vector<double>(5, 1.0), false, {"u"}, {64, 64, 64, 64});
  add_equation(problem, 8'000, [](const PointScope& at) -> Residuals {
    const ad::Expr u = at.field(0);
    ad::Expr residual = at.graph().constant(0);
    for (std::size_t i = 0; i < 5; ++i)
      residual = residual + at.derivative(at.derivative(u, i), i) +
                 std::pow(std::numbers::pi, 2) * ad::sin(std::numbers::pi * at.coordinate(i));
    return {residual};
  });
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
      Problem problem = workload.make();
      problem.name = std::string(name);
      return problem;
    }
    names += fmt::format("{}{}", names.empty() ? "" : ", ", workload.info.name);
  }
  throw UserError(fmt::format("there is no workload `{}`; there are {}", name, names));
}

}  // namespace ansatz
