// Problems in time with known solutions, cut into windows.
#pragma once

#include <cmath>

#include "problems.hpp"

namespace ansatz::test {

/// u' = -u, u = 1 at the start.
inline Problem decay(std::size_t windows) {
  Problem p;
  const Coordinate t = p.time("t", 0, 3);
  const Field u = p.field("u");
  p.equation("decay", [=](At at) { return at.d(u, t) + at(u); });
  p.initial("start", [=](At at) { return at(u) - 1.0; });
  p.exact_of(u, [=](const Position& at) { return std::exp(-at(t)); });
  p.sampling.equation = 40;
  p.sampling.boundary = 1;
  p.sampling.windows = windows;
  settle(p, {10, 10}, 30, 5e-3);
  return p;
}

/// u_tt = u_xx on [0, 1] with u = sin(pi x), u_t = 0 at the start, u = 0 on the walls.
inline Problem wave(std::size_t windows) {
  Problem p;
  const Coordinate x = p.space("x", interval(0, 1));
  const Coordinate t = p.time("t", 0, 1);
  const Field u = p.field("u");
  p.equation("wave", [=](At at) { return at.d(u, t, t) - at.d(u, x, x); });
  p.initial("height", [=](At at) { return at(u) - ad::sin(pi * at(x)); });
  p.initial("velocity", [=](At at) { return at.d(u, t); });
  p.boundary("walls", on(x, 0) | on(x, 1), [=](At at) { return at(u); });
  p.exact_of(u, [=](const Position& at) { return std::sin(pi * at(x)) * std::cos(pi * at(t)); });
  p.sampling.equation = 250;
  p.sampling.boundary = 60;
  p.sampling.windows = windows;
  settle(p, {12, 12}, 30, 5e-3);
  return p;
}

inline Problem by_lm(Problem problem, std::uint64_t steps) {
  problem.stages = {Lm{.steps = steps}};
  return problem;
}

}  // namespace ansatz::test
