// Whether what is said of an answer is true: of ones that hold, and of those that a small loss speaks for and that are
// wrong all the same.
#include "ansatz/core/verification.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"
#include "core/problems.hpp"
#include "verification/terms.hpp"
#include "verification/verdict.hpp"

using namespace ansatz;

using test::pi;

namespace {

/// u'' + k^2 u = 0 on [0, 1], u = 0 at both ends: nothing speaks against u = 0.
Problem without_source() {
  Problem p("string");
  const Coordinate x = p.space("x", interval(0, 1));
  const Field u = p.field("u");
  p.equation("string", [=](At at) { return at.d(u, x, x) + pi * pi * at(u); });
  p.boundary("ends", on(x, 0) | on(x, 1), [=](At at) { return at(u); });
  p.sampling.equation = 100;
  p.network({.hidden = {10}});
  p.train(Lm{.steps = 60});
  p.compute.threads = 1;
  return p;
}

/// Poisson's equation at so few points that a network passes through all of them, and goes where it likes between.
Problem few_points() {
  Problem p("few");
  const Coordinate x = p.space("x", interval(0, 1));
  const Field u = p.field("u");
  p.equation("poisson", [=](At at) { return at.d(u, x, x) + 400 * ad::sin(20 * at(x)); });
  p.boundary("ends", on(x, 0) | on(x, 1), [=](At at) { return at(u); });
  p.sampling.equation = 5;
  p.sampling.resample = 0;
  p.network({.hidden = {20, 20}});
  p.train(Lm{.steps = 150});
  p.compute.threads = 1;
  return p;
}

Problem solved_poisson() {
  Problem p = test::poisson_1d(1);
  p.stages = {Lm{.steps = 60}};
  return p;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an answer that holds is said to hold, with its residuals at points that it was not trained at") {
  const Solution s = solve(solved_poisson());
  const Verification found = verify(s);
  INFO(found.reason);
  CHECK(found.verdict == Verdict::holds);
  REQUIRE(found.residuals.size() == 2);
  const ResidualCheck& poisson = found.residuals[0];
  CHECK(poisson.condition == "poisson");
  CHECK(poisson.points >= 1000);
  CHECK(poisson.relative < 1e-4);
  CHECK(poisson.largest * poisson.largest >= poisson.fresh);
  // The place of the largest residual, asked of the solution itself.
  const Coordinate x = s.problem().coordinate_named("x");
  const Field u = s.problem().field_named("u");
  const double at = poisson.where.at(0);
  CHECK(std::abs(s.derivative(u, {x, x}, {at}) + pi * pi * std::sin(pi * at)) ==
        doctest::Approx(poisson.largest).epsilon(1e-6));
}

TEST_CASE("what a condition was trained to is the mean square of its residual, without its weight and its share") {
  Problem p = test::small_burgers();
  const Solution s = solve(p);
  const Verification found = verify(s);
  for (const char* name : {"burgers", "start", "walls"}) {
    const ResidualValues own = s.residual(name);
    double square = 0;
    for (const double r : own.values[0]) square += r * r / static_cast<double>(own.values[0].size());
    const auto check = std::find_if(found.residuals.begin(), found.residuals.end(),
                                    [&](const ResidualCheck& c) { return c.condition == name; });
    REQUIRE(check != found.residuals.end());
    CHECK(check->trained == doctest::Approx(square).epsilon(1e-9));
  }
}

TEST_CASE("fresh points are the same in every run of the same seed") {
  const Solution s = solve(test::small_burgers());
  const Verification once = verify(s), again = verify(s);
  for (std::size_t c = 0; c < once.residuals.size(); ++c) {
    CHECK(once.residuals[c].fresh == again.residuals[c].fresh);
    CHECK(once.residuals[c].where == again.residuals[c].where);
  }
}

TEST_CASE("the trivial solution is called so, where something else is wanted and where nothing is known") {
  Problem p = without_source();
  const Verification found = verify(solve(p));
  INFO(found.reason);
  CHECK(found.verdict == Verdict::doubtful);
  CHECK(contains(found.reason, "u = 0 solves all"));
  p.exact_of(p.field_named("u"), 0.0);
  CHECK(verify(solve(p)).verdict != Verdict::doubtful);
}

TEST_CASE("residuals that vanish at few points and not between them are seen") {
  const Solution s = solve(few_points());
  const Verification found = verify(s);
  INFO(found.reason << "; loss " << s.outcome().last.loss);
  REQUIRE(s.outcome().last.loss < 1e-10);
  CHECK(found.verdict == Verdict::doubtful);
  CHECK(contains(found.reason, "`poisson` holds at the points that were trained on"));
  CHECK(found.residuals[0].fresh > 1e6 * found.residuals[0].trained);
}

TEST_CASE("a loss that rose, or came down and rose again, is no finished answer") {
  const auto verdict = [](std::initializer_list<double> losses) {
    Outcome outcome;
    for (const double loss : losses) {
      outcome.last.loss = loss;
      outcome.history.push_back(outcome.last);
    }
    Verification found;
    draw_verdict(test::small_burgers(), outcome, {}, found);
    return std::string(name_of(found.verdict)) + ": " + found.reason;
  };
  CHECK(contains(verdict({1.5, 3, 2400}), "doubtful: the loss rose from 1.5 to 2.4e+03"));
  CHECK(contains(verdict({1.5, 1e-4, 0.5}), "doubtful: the loss had come down to 0.0001"));
  CHECK(contains(verdict({1.5, 1.6}), "rough: the loss did not halve"));
  CHECK(contains(verdict({1.5, 1e-4}), "holds"));
}

TEST_CASE("a loss that hardly fell is said so, and is no doubt of what was asked") {
  Problem p = test::small_burgers();
  p.stages = {Adam{.steps = 2, .lr = 1e-6}};
  const Verification found = verify(solve(p));
  CHECK(found.verdict == Verdict::rough);
  CHECK(contains(found.reason, "did not halve"));
}

TEST_CASE("checks are verified, not trained on: those that hold and those that fail, with where") {
  Problem p = solved_poisson();
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

TEST_CASE("the terms of a sum, through signs and factors, and of one that is shared") {
  ad::Graph graph;
  const ad::Expr a = graph.parameter("a"), b = graph.parameter("b"), c = graph.parameter("c");
  CHECK(terms_of(a * b).size() == 1);
  CHECK(terms_of(2 * (a - b) + c * a).size() == 3);
  ad::Expr doubled = a + b;  // 2^200 terms when written out
  for (int i = 0; i < 200; ++i) doubled = doubled + doubled;
  CHECK(terms_of(doubled).size() == 2);
}
