// Answers that conditions do not determine, and those that depend on the solution where it is asked of nothing.
#include "ansatz/core/verification.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "ansatz/core/train.hpp"
#include "core/contains.hpp"
#include "core/problems.hpp"

using namespace ansatz;
using test::contains;
using test::pi;

TEST_CASE("what no condition determines is doubtful: an end, a constant, an inflow, one of two unknowns") {
  Problem base("free");
  const Coordinate x = base.space("x", interval(0, 1));
  const Field u = base.field("u");
  base.network({.hidden = {12, 12}});
  base.sampling.equation = 200;
  base.compute.threads = 1;
  const auto found = [](Problem p) {
    p.train(Lm{.steps = 30});
    return verify(solve(std::move(p)));
  };
  const auto doubt = [&](const Problem& p, const char* what) {
    const Verification v = found(p);
    INFO(v.reason);
    CHECK(v.verdict == Verdict::doubtful);
    CHECK(contains(v.reason, std::string("nothing determines ") + what));
    REQUIRE(v.freedom.has_value());
    CHECK(v.freedom->condition > 1e6);
  };
  const auto settled = [&](const Problem& p) {
    const Verification v = found(p);
    INFO(v.reason);
    CHECK(v.verdict == Verdict::holds);
    REQUIRE(v.freedom.has_value());
    CHECK(v.freedom->condition < 1e3);
  };

  Problem ends = base;
  ends.equation("poisson", [=](At at) { return at.d(u, x, x) + 1.0; });
  ends.boundary("left", on(x, 0), [=](At at) { return at(u); });
  doubt(ends, "u");
  ends.boundary("right", on(x, 1), [=](At at) { return at(u); });
  settled(ends);

  Problem flux = base;
  flux.equation("poisson", [=](At at) { return at.d(u, x, x) + pi * pi * ad::cos(pi * at(x)); });
  flux.boundary("ends", on(x, 0) | on(x, 1), [=](At at) { return at.normal_derivative(u); });
  doubt(flux, "u");
  flux.exact_of(u, [=](At at) { return ad::cos(pi * at(x)) + at.constant(0.1); });
  CHECK_FALSE(contains(found(flux).reason, "of its terms"));  // it may be met by chance, and is not
  flux.exact.clear();
  flux.boundary("value", at_point({0}), [=](At at) { return at(u) - 1.0; });
  settled(flux);

  Problem rates = base;
  const Unknown a = rates.unknown("a", 0.3), b = rates.unknown("b", 0.4);
  rates.equation("growth", [=](At at) { return at.d(u, x) - (at(a) + at(b)) * at(u); });
  rates.boundary("ends", on(x, 0) | on(x, 1), [=](At at) { return at(u) - ad::exp(at(x)); });
  doubt(rates, "");
}

TEST_CASE("how far an answer may move is about how far off it is") {
  Problem p = test::poisson_1d(1);
  const double length = 0.5;
  for (const std::uint64_t steps : {10, 30}) {
    p.stages = {Lm{.steps = steps}};
    const Solution s = solve(p);
    const Verification found = verify(s);
    REQUIRE(found.freedom.has_value());
    const double error = s.outcome().last.errors.at(0).l2_relative;
    CHECK(found.freedom->change > length * error);
    CHECK(found.freedom->change < 1000 * error);
  }
}

TEST_CASE("a field that is 0 is an answer like others, and its terms are no scale") {
  Problem p("channel");
  const Coordinate y = p.space("y", interval(0, 1));
  const Field u = p.field("u"), v = p.field("v");
  p.equation("flow", [=](At at) { return at.d(u, y, y) + 8.0; });
  p.equation("across", [=](At at) { return at.d(v, y, y) - at(v); });
  p.boundary("walls", on(y, 0) | on(y, 1), [=](At at) { return Residuals{at(u), at(v)}; });
  p.network({.hidden = {12, 12}});
  p.sampling.equation = 100;
  p.train(Lm{.steps = 200});
  const Solution solution = solve(std::move(p));
  const Verification found = verify(solution);
  CHECK_MESSAGE(found.verdict == Verdict::holds, found.reason);
}

TEST_CASE("a condition that depends on the solution outside the domain is doubtful") {
  Problem p("outside");
  const Coordinate x = p.space("x", interval(0, 1));
  const Field u = p.field("u");
  const auto state = [&](double shift, bool used, double wave = 0) {
    Problem q = p;
    q.equation("shifted", [=](At at) {
      const ad::Expr there = at(u, {{x, at(x) + shift}});
      return at.d(u, x, x) + (used ? there : ad::step(-at(x)) * there) + ad::sin(wave * at(x));
    });
    q.boundary("ends", on(x, 0) | on(x, 1), [=](At at) { return at(u) - 1.0; });
    q.network({.hidden = {8}});
    q.sampling.equation = 50;
    q.train(Lm{.steps = 10});
    return verify(solve(q));
  };
  const Verification outside = state(2, true);
  CHECK(outside.verdict == Verdict::doubtful);
  CHECK_MESSAGE(contains(outside.reason, "`shifted` depends on the solution outside the domain, at x = "),
                outside.reason);
  // A wave of the problem's own is read beside x.
  CHECK(contains(state(2, true, 60).reason, "outside the domain, at x = "));
  CHECK_FALSE(contains(state(0, true).reason, "outside"));
  CHECK_FALSE(contains(state(2, false).reason, "outside"));
}
