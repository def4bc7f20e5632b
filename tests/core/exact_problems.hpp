// Problems of which every condition can be built in: intervals, boxes, disks, balls and what is cut from them, in time
// and without, with values, slopes and periods.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/stated.hpp"

namespace ansatz::test {

/// A problem whose conditions are to be built in, by its name.
struct Case {
  std::string name;
  std::function<void(Problem&)> state;
};

inline Problem made(const Case& of, std::uint64_t seed = 0) {
  Problem p(of.name);
  of.state(p);
  p.weighting.conditions = Imposition::exactly;
  p.network({.hidden = {8, 8}});
  p.sampling.equation = 30;
  p.sampling.boundary = 20;
  p.compute.seed = seed;
  p.compute.threads = 1;
  p.train(Lm{.steps = 2});
  return p;
}

inline const std::vector<Case> all_held{
    {"values at both ends",
     [](Problem& p) {
       const Coordinate x = p.space("x", interval(-1, 3));
       const Field u = p.field("u");
       p.equation("eq", [=](At at) { return at.d(u, x, x) - at(u); });
       p.boundary("left", on(x, -1), [=](At at) { return 2.0 * at(u) - 3.0; });
       p.boundary("right", on(x, 3), [=](At at) { return 5.0 - at(u); });
     }},
    {"a beam that is clamped at both ends",
     [](Problem& p) {
       const Coordinate x = p.space("x", interval(0, 2));
       const Field u = p.field("u");
       p.equation("eq", [=](At at) { return at.d(u, x, x, x, x) + 1.0; });
       p.boundary("left", on(x, 0), [=](At at) { return Residuals{at(u), at.normal_derivative(u) - 0.5}; });
       p.boundary("right", on(x, 2), [=](At at) { return Residuals{at.d(u, x) + 1.0, at(u) - 1.0}; });
     }},
    {"an oscillator",
     [](Problem& p) {
       const Coordinate t = p.time("t", 1, 4);
       const Field u = p.field("u");
       p.equation("eq", [=](At at) { return at.d(u, t, t) + at(u); });
       p.initial("start", [=](At at) { return Residuals{at(u) - 1.0, at.d(u, t) - 2.0}; });
     }},
    {"heat with ends that move",
     [](Problem& p) {
       const Coordinate x = p.space("x", interval(0, 1)), t = p.time("t", 0, 2);
       const Field u = p.field("u");
       p.equation("eq", [=](At at) { return at.d(u, t) - at.d(u, x, x); });
       p.initial("start", [=](At at) { return at(u) - ad::exp(at(x)); });
       p.boundary("left", on(x, 0), [=](At at) { return at(u) - ad::cos(at(t)); });
       p.boundary("right", on(x, 1), [=](At at) { return at(u) - std::exp(1.0) * (1.0 + at(t)); });
     }},
    {"waves from a start with a speed, and an end",
     [](Problem& p) {
       const Coordinate x = p.space("x", interval(-1, 1)), t = p.time("t", 0, 2);
       const Field u = p.field("u");
       p.equation("eq", [=](At at) { return at.d(u, t, t) - at.d(u, x, x); });
       p.initial("start", [=](At at) {
         return Residuals{at(u) - ad::sin(pi * at(x)), at.d(u, t) - ad::sin(2 * pi * at(x))};
       });
       p.boundary("ends", on(x, -1) | on(x, 1), [=](At at) { return at(u); });
       p.boundary("last", on(t, 2), [=](At at) { return at(u) - 3.0 * ad::sin(pi * at(x)); });
     }},
    {"a square",
     [](Problem& p) {
       const auto space = p.space({"x", "y"}, box({0, -1}, {2, 1}));
       const Coordinate x = space[0], y = space[1];
       const Field u = p.field("u");
       p.equation("eq", [=](At at) { return at.laplacian(u) - 1.0; });
       p.boundary("rim", [=](At at) { return at(u) - ad::exp(at(x)) * ad::sin(3.0 * at(y)) - at(x) * at(x); });
     }},
    {"a cube in time, two fields, an unknown",
     [](Problem& p) {
       const auto space = p.space({"x", "y", "z"}, box({0, 0, 0}, {1, 2, 1}));
       const Coordinate x = space[0], y = space[1], z = space[2], t = p.time("t", 0, 1);
       const Field u = p.field("u"), v = p.field("v");
       const Unknown k = p.unknown("k", 0.7);
       p.equation("eq", [=](At at) { return Residuals{at.d(u, t) - at.laplacian(u), at.laplacian(v) - at(u)}; });
       p.boundary("of u", [=](At at) { return at(u) - at(x) * at(y) * at(z) - at(t); });
       p.initial("start", [=](At at) { return at(u) - at(x) * at(y) * at(z); });
       p.boundary("of v", on(y, 0) | on(z, 1), [=](At at) { return at(v) - at(k) * at(x); });
     }},
    {"a bar that is insulated at both ends",
     [](Problem& p) {
       const Coordinate x = p.space("x", interval(-1, 1)), t = p.time("t", 0, 1);
       const Field u = p.field("u");
       p.equation("eq", [=](At at) { return at.d(u, t) - at.d(u, x, x); });
       p.initial("start", [=](At at) { return at(u) - ad::cos(pi * at(x)); });
       p.boundary("ends", [=](At at) { return at.normal_derivative(u); });
     }},
    {"fluxes at a side and at the opposite one a value",
     [](Problem& p) {
       const auto space = p.space({"x", "y"}, box({0, 0}, {2, 1}));
       const Coordinate x = space[0], y = space[1];
       const Field u = p.field("u");
       p.equation("eq", [=](At at) { return at.laplacian(u); });
       p.boundary("flux", on(x, 0), [=](At at) { return at.d(u, x) - at(y) - at(y) * at(y); });
       p.boundary("held", on(x, 2), [=](At at) { return at(u) - std::sin(2.0) * at(y) - 2.0 * at(y) * at(y); });
       p.boundary("floor", on(y, 0), [=](At at) { return at(u); });
       p.boundary("roof", on(y, 1), [=](At at) { return at.d(u, y) - ad::sin(at(x)) - 2.0 * at(x); });
     }},
    {"waves that come back",
     [](Problem& p) {
       const Coordinate x = p.space("x", interval(0, 2)), t = p.time("t", 0, 1);
       const Field u = p.field("u"), v = p.field("v");
       p.equation("eq", [=](At at) { return Residuals{at.d(u, t) - at(v), at.d(v, t) - at.d(u, x, x)}; });
       p.initial("start", [=](At at) { return Residuals{at(u) - ad::sin(pi * at(x)), at(v)}; });
       p.boundary("round", on(x, 0), [=](At at) {
         return Residuals{at(u) - at(u, {{x, 2.0}}), at.d(u, x) - at.d(u, {x}, {{x, 2.0}}),
                          at(v, {{x, 0.0}}) - at(v, {{x, 2.0}})};
       });
     }},
    {"a disk that is heated at its rim",
     [](Problem& p) {
       const auto space = p.space({"x", "y"}, disk({1, -0.5}, 2));
       const Coordinate x = space[0], y = space[1], t = p.time("t", 0, 1);
       const Field u = p.field("u");
       p.equation("eq", [=](At at) { return at.d(u, t) - at.laplacian(u); });
       p.boundary("rim", [=](At at) { return at(u) - at(x) * at(y) - at(t); });
       p.initial("start", [=](At at) { return at(u) - at(x) * at(y); });
     }},
    {"a plate with a hole and a notch",
     [](Problem& p) {
       const auto space = p.space(
           {"x", "y"}, subtract(subtract(box({0, 0}, {2, 1}), disk({1, 0.5}, 0.2)), box({1.5, 0.5}, {2.5, 1.5})));
       const Coordinate x = space[0];
       const Field u = p.field("u");
       p.equation("eq", [=](At at) { return at.laplacian(u) + 1.0; });
       p.boundary("rim", [=](At at) { return at(u) - ad::exp(at(x)); });
     }},
    {"a lens",
     [](Problem& p) {
       p.space({"x", "y", "z"}, intersect(ball({0, 0, 0}, 1), ball({1, 0, 0}, 1)));
       const Field u = p.field("u");
       p.equation("eq", [=](At at) { return at.laplacian(u) + 1.0; });
       p.boundary("rim", [=](At at) { return at(u) - 2.0; });
     }},
    {"a flux in units far from one",
     [](Problem& p) {
       const Coordinate x = p.space("x", interval(0, 0.1));
       const Field u = p.field("T");
       p.equation("eq", [=](At at) { return 400.0 * at.d(u, x, x) - at(u) + 293.0; });
       p.boundary("flux", on(x, 0), [=](At at) { return 1e-5 * at.d(u, x) - 1e-2; });
     }},
};

}  // namespace ansatz::test
