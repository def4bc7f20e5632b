// An inverse problem: how fast does something decay, and from where, if this was measured of it? u' = -k u.
#include <cmath>
#include <cstdio>

#include "ansatz/core.hpp"

using namespace ansatz;

int main() {
  Measurements seen;
  seen.values.resize(1);  // of one quantity
  for (int i = 0; i < 20; ++i) {
    const double t = 0.1 * i;
    seen.points.push_back(t);
    seen.values[0].push_back(3 * std::exp(-1.7 * t));
  }

  Problem p("decay");
  const Coordinate t = p.time("t", 0, 2);
  const Field u = p.field("u");
  const Unknown k = p.unknown("k", 1, Interval{0, 10});
  p.equation("decay", [=](At at) { return at.d(u, t) + at(k) * at(u); });
  p.data("observed", {u}, seen).weight = 10;
  p.network({.hidden = {12}});
  p.sampling.equation = 100;
  p.train(Lm{.steps = 100});

  const Solution s = solve(p);
  std::printf("k    = %.4f\n", s(k));
  std::printf("u(0) = %.4f\n", s(u, {0}));
  std::printf("u(2) = %.4f\n", s(u, {2}));
}
