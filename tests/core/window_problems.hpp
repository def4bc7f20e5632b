// Problems in time with known solutions, cut into windows.
#pragma once

#include <cmath>
#include <functional>
#include <numbers>

#include "problems.hpp"

namespace ansatz::test {

inline ExactField exact(std::function<double(const double* point)> u, std::size_t dimensions) {
  return {0,
          [u = std::move(u), dimensions](const double* points, std::size_t count, double* values) {
            for (std::size_t p = 0; p < count; ++p) values[p] = u(points + p * dimensions);
          },
          {}};
}

/// u' = -u, u = 1 at the start.
inline Problem decay(std::size_t windows) {
  Problem problem;
  problem.domain.time.emplace("t");
  problem.domain.times = {0, 3};
  problem.fields = {"u"};
  problem.conditions.push_back(condition(ConditionKind::equation, "decay", [](const PointScope& at) {
    return Residuals{at.derivative(at.field(0), 0) + at.field(0)};
  }));
  problem.conditions.push_back(
      condition(ConditionKind::initial, "start", [](const PointScope& at) { return Residuals{at.field(0) - 1.0}; }));
  problem.exact.push_back(exact([](const double* t) { return std::exp(-*t); }, 1));
  problem.sampling.equation = 40;
  problem.sampling.boundary = 1;
  problem.sampling.windows = windows;
  problem = with_network(std::move(problem), {10, 10}, 30, 5e-3);
  return problem;
}

/// u_tt = u_xx on [0, 1] with u = sin(pi x), u_t = 0 at the start, u = 0 on the walls.
inline Problem wave(std::size_t windows) {
  Problem problem;
  problem.domain.space = {"x"};
  problem.domain.shape = make_box({0}, {1});
  problem.domain.time.emplace("t");
  problem.domain.times = {0, 1};
  problem.fields = {"u"};
  problem.conditions.push_back(condition(ConditionKind::equation, "wave", [](const PointScope& at) {
    const auto twice = [&](std::size_t i) { return at.derivative(at.derivative(at.field(0), i), i); };
    return Residuals{twice(1) - twice(0)};
  }));
  problem.conditions.push_back(condition(ConditionKind::initial, "height", [](const PointScope& at) {
    return Residuals{at.field(0) - ad::sin(std::numbers::pi * at.coordinate(0))};
  }));
  problem.conditions.push_back(condition(ConditionKind::initial, "velocity", [](const PointScope& at) {
    return Residuals{at.derivative(at.field(0), 1)};
  }));
  Condition walls =
      condition(ConditionKind::boundary, "walls", [](const PointScope& at) { return Residuals{at.field(0)}; });
  walls.region.places = {face(0, 0), face(0, 1)};
  problem.conditions.push_back(walls);
  problem.exact.push_back(exact(
      [](const double* at) { return std::sin(std::numbers::pi * at[0]) * std::cos(std::numbers::pi * at[1]); }, 2));
  problem.sampling.equation = 250;
  problem.sampling.boundary = 60;
  problem.sampling.windows = windows;
  return with_network(std::move(problem), {12, 12}, 30, 5e-3);
}

inline Problem by_lm(Problem problem, std::uint64_t steps) {
  LmStage lm;
  lm.steps = steps;
  problem.stages = {lm};
  return problem;
}

}  // namespace ansatz::test
