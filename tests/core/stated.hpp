// A problem stated by handles, with one of everything, for tests of stating problems and of mistakes in that.
#pragma once

#include <exception>
#include <functional>
#include <numbers>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core.hpp"

namespace ansatz::test {

inline constexpr double pi = std::numbers::pi;

/// A sound problem with one of everything, and its handles.
struct Stated {
  Problem p{"heat"};
  Coordinate x = p.space("x", interval(0, 1));
  Coordinate t = p.time("t", 0, 2);
  Field u = p.field("u");
  Unknown k = p.unknown("k", 0.5, Interval{0, 4});

  Stated() {
    p.equation("heat", [u = u, x = x, t = t, k = k](At at) { return at.d(u, t) - at(k) * at.d(u, x, x); });
    p.boundary("walls", on(x, 0) | on(x, 1), [u = u](At at) { return at(u); });
    p.initial("start", [u = u, x = x](At at) { return at(u) - ad::sin(pi * at(x)); });
    p.sampling.equation = 20;
    p.sampling.boundary = 10;
    p.network({.hidden = {4}});
    p.train(Adam{.steps = 2});
    p.compute.threads = 1;
  }
  ConditionFormula zero() const {
    return [field = u](At at) { return at(field); };
  }
};

inline Measurements two_values() { return {2, {0.1, 0.2, 0.3, 0.4}, {{1, 2}}}; }

/// What is said of a mistake.
template <class Failure = UserError>
std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Failure& error) {
    return error.what();
  } catch (const std::exception& error) {
    return std::string("another exception: ") + error.what();
  }
  return "nothing was said";
}

}  // namespace ansatz::test
