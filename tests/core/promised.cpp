// What a problem promises of its answer (`check`): verified, never trained on.
#include "ansatz/core/verification.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"
#include "core/contains.hpp"
#include "core/problems.hpp"

using namespace ansatz;
using test::contains;
using test::pi;

TEST_CASE("checks are verified, not trained on: those that hold and those that fail, with where") {
  Problem p = test::poisson_1d(1);
  p.stages = {Lm{.steps = 60}};
  const Coordinate x = p.coordinate_named("x");
  const Field u = p.field_named("u");
  const auto left = [=](At at) { return at.d(u, x) - pi; };
  const std::vector<double> before = solve(p)(u, std::vector<double>{0.25, 0.5});
  p.check("below", Check::Relation::not_negative, [=](At at) { return 1.0 - at(u); });
  p.check("slope", Check::Relation::zero, on(x, 0), left);
  const Solution s = solve(p);
  CHECK(s(u, std::vector<double>{0.25, 0.5}) == before);
  const Verification good = verify(s);
  REQUIRE(good.checks.size() == 2);
  CHECK(good.checks[0].holds);
  CHECK(good.checks[1].holds);
  CHECK(good.verdict == Verdict::holds);

  p.check("low", Check::Relation::not_negative, [=](At at) { return 0.5 - at(u); }).tolerance = 0.1;
  const Verification bad = verify(solve(p));
  REQUIRE(bad.checks.size() == 3);
  CHECK_FALSE(bad.checks[2].holds);
  CHECK(bad.checks[2].off == doctest::Approx(0.5).epsilon(1e-2));
  CHECK(bad.checks[2].where.at(0) == doctest::Approx(0.5).epsilon(0.05));
  CHECK(bad.verdict == Verdict::doubtful);
  CHECK(contains(bad.reason, "`low` does not hold"));
}

TEST_CASE("a check names the coordinates that it depends on, not those that it integrates over") {
  Problem p = test::small_burgers();
  const Field u = p.field_named("u");
  const Coordinate x = p.coordinate_named("x"), t = p.coordinate_named("t");
  p.check("middle", Check::Relation::zero, [=](At at) { return at(u, {{x, 0.0}}) - 7.0; });
  const Verification found = verify(solve(p));
  REQUIRE(found.checks.size() == 1);
  CHECK(std::isnan(found.checks[0].where.at(0)));
  CHECK(found.checks[0].where.at(1) >= 0);
  CHECK(contains(found.reason, "`middle` does not hold: it is off by 7"));
  CHECK(contains(found.reason, " at t = "));
  CHECK_FALSE(contains(found.reason, "x = "));

  p.checks.clear();
  p.check("corner", Check::Relation::zero, [=](At at) { return at(u, {{x, 0.0}, {t, 0.0}}) - 7.0; });
  CHECK_FALSE(contains(verify(solve(p)).reason, " at "));
}

TEST_CASE("checks that make no sense are refused") {
  Problem p = test::poisson_1d(1);
  const Field u = p.field_named("u");
  const auto value = [=](At at) { return at(u); };
  p.check("one", Check::Relation::zero, value);
  CHECK_THROWS_AS(p.check("one", Check::Relation::zero, value), UserError);
  CHECK_THROWS_AS(p.check("", Check::Relation::zero, value), UserError);
  p.checks[0].tolerance = -1;
  CHECK_THROWS_AS(Solver{p}, UserError);
}
