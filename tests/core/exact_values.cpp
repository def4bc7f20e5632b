// Exact solutions that have no value somewhere: what errors are taken of, and when they are no solutions at all.
#include "ansatz/core/exact_values.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "core/contains.hpp"
#include "core/line.hpp"
#include "core/mistakes.hpp"

using namespace ansatz;
using test::contains;
using test::Line;
using test::mistake_of;

TEST_CASE("points at which an exact solution has no value take no part in the error, and are counted") {
  Line line;
  line.p.exact_of(line.u, [x = line.x](Position at) {
    const double s = at(x);
    return s * (s - 1) * std::sin(s - 0.5) / std::sin(s - 0.5);
  });
  Solver solver(line.p);
  const FieldError error = solver.train().last.errors[0];
  CHECK(points_without_exact(solver.problem(), solver.evaluate()) ==
        std::vector<std::size_t>{1});  // of 1001, the one in the middle
  CHECK(std::isfinite(error.l2_relative));
  CHECK(std::isfinite(error.max));
  Line whole;
  whole.p.exact_of(whole.u, [x = whole.x](Position at) { return at(x) * (at(x) - 1); });
  Solver again(whole.p);
  const FieldError without = again.train().last.errors[0];
  CHECK(points_without_exact(again.problem(), again.evaluate()) == std::vector<std::size_t>{0});
  CHECK(error.l2_relative == doctest::Approx(without.l2_relative).epsilon(0.01));
}

TEST_CASE("an exact solution without values at most points is a mistake, known before training") {
  Line line;
  line.p.exact_of(line.u, [x = line.x](Position at) { return std::log(at(x) - 0.7); });
  const std::string said = mistake_of(line.p);
  CHECK_MESSAGE(contains(said, "the exact solution of `u` has no value at "), said);
  CHECK_MESSAGE(contains(said, " of 64 points of the domain: it is "), said);
}
