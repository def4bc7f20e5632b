// A small problem with an unknown, and its solution, for tests of what must not be done to either.
#pragma once

#include "ansatz/core.hpp"

namespace ansatz::test {

/// u'' = 2 on [0, 1], with a field and an unknown that conditions speak of.
struct Line {
  Problem p{"line"};
  Coordinate x = p.space("x", interval(0, 1));
  Field u = p.field("u");
  Unknown k = p.unknown("k", 2);

  Line() {
    p.equation("bend", [u = u, x = x, k = k](At at) { return at.d(u, x, x) - at(k); });
    p.boundary("ends", value());
    p.network({.hidden = {4}});
    p.sampling.equation = 10;
    p.train(Lm{.steps = 3});
    p.compute.threads = 2;
  }
  ConditionFormula value() const {
    return [field = u](At at) { return at(field); };
  }
};

inline const Solution& solved() {
  static const Solution solution = solve(Line().p);
  return solution;
}
inline Field u() { return solved().problem().field_named("u"); }

}  // namespace ansatz::test
