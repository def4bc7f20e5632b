// A system of two fields in space and time: waves on a string, as its height u and its speed v.
#include <cmath>
#include <cstdio>
#include <numbers>
#include <vector>

#include "ansatz/core.hpp"

using namespace ansatz;

int main() {
  constexpr double pi = std::numbers::pi;
  Problem p("waves");
  const Coordinate x = p.space("x", interval(0, 1));
  const Coordinate t = p.time("t", 0, 1);
  const Field u = p.field("u"), v = p.field("v");
  p.equation("string", [=](At at) { return Residuals{at.d(u, t) - at(v), at.d(v, t) - at.d(u, x, x)}; });
  p.initial("plucked", [=](At at) { return Residuals{at(u) - ad::sin(pi * at(x)), at(v)}; }).weight = 10;
  p.boundary("held", on(x, 0) | on(x, 1), [=](At at) { return at(u); }).weight = 10;
  p.exact_of(u, [=](At at) { return ad::sin(pi * at(x)) * ad::cos(pi * at(t)); });
  p.network({.hidden = {16, 16}});
  p.sampling.equation = 600;
  p.sampling.boundary = 200;
  p.train(Lm{.steps = 60});

  const Solution s = solve(p);
  std::printf("error of u      below 1e-3: %s\n", s.outcome().last.errors[0].l2_relative < 1e-3 ? "yes" : "no");
  // The energy is the same at all times: pi^2/4.
  const auto energy = [=](At at) { return 0.5 * (at(v) * at(v) + at.d(u, x) * at.d(u, x)); };
  for (const double time : {0.0, 0.3, 1.0}) {
    std::vector<double> points;
    for (int i = 0; i < 1000; ++i) points.insert(points.end(), {(i + 0.5) / 1000, time});
    double sum = 0;
    for (const double density : s.evaluate(energy, points)) sum += density / 1000;
    std::printf("energy at t = %.1f: %.2f\n", time, sum);
  }
}
