// Whether what is said of an answer is true: of ones that hold, and of those that a small loss speaks for and that are
// wrong all the same. How far conditions leave an answer free: freedom.cpp; promises of a file: promised.cpp.
#include "ansatz/core/verification.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"
#include "core/contains.hpp"
#include "core/problems.hpp"
#include "verification/terms.hpp"
#include "verification/verdict.hpp"

using namespace ansatz;

using test::contains;
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

/// The same with a coefficient that differs from place to place.
Problem with_coefficient() {
  Problem p = without_source();
  const Field u{0, "u"};
  const Coordinate x{0, "x"};
  p.equation("hung", [=](At at) { return ad::exp(at(x)) * at.d(u, x) * at(u) / (1 + at(x)); });
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

/// The outcome of a run of which a row was recorded at every step.
Outcome course(const std::vector<double>& losses) {
  Outcome outcome;
  for (const double loss : losses) {
    outcome.last.loss = loss;
    outcome.last.step = outcome.history.size();
    outcome.history.push_back(outcome.last);
  }
  return outcome;
}

/// "holds: nothing speaks against it"; `relative`: what `burgers` holds to.
std::string verdict_of(const Problem& problem, const Outcome& outcome, double relative = 1e-6) {
  Verification found;
  found.residuals = {{"burgers", 100, 1e-6, 1e-6, relative, 1e-3, {0, 0}, {}}};
  draw_verdict(problem, outcome, {}, found);
  return std::string(name_of(found.verdict)) + ": " + found.reason;
}

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
  const auto verdict = [](std::vector<double> losses) { return verdict_of(test::small_burgers(), course(losses)); };
  CHECK(contains(verdict({1.5, 3, 2400}), "doubtful: the loss rose from 1.5 to 2.4e+03"));
  CHECK(contains(verdict({1.5, 1e-4, 0.5}), "doubtful: the loss had come down to 0.0001"));
  CHECK(contains(verdict({1.5, 1.6}), "rough: the loss did not halve"));
  CHECK(contains(verdict({1.5, 1e-4}), "holds"));
}

TEST_CASE("what is known exactly and missed by a tenth is doubtful whatever the loss did, once training is over") {
  Outcome outcome = course({1, 0.9, 0.4});
  outcome.last.errors = {{"u", 0.05, 1}};
  CHECK(contains(verdict_of(test::small_burgers(), outcome), "holds"));
  outcome.last.errors = {{"u", 8.22, 10}};
  CHECK(contains(verdict_of(test::small_burgers(), outcome), "doubtful: u is off by 822 % of its exact value"));
  outcome.status = Status::interrupted;
  CHECK(contains(verdict_of(test::small_burgers(), outcome), "holds"));

  outcome = course({1, 0.9, 0.4});
  outcome.last.unknowns = {0.95};
  Problem problem = test::small_burgers();
  problem.exact_of(problem.unknown_named("lambda"), 1.0);
  CHECK(contains(verdict_of(problem, outcome), "holds"));
  outcome.last.unknowns = {1.7};
  CHECK(contains(verdict_of(problem, outcome), "doubtful: lambda is off by 70 %"));
}

TEST_CASE("what falls short of an answer has stalled where more steps gain nothing, and is rough where they might") {
  Problem problem = test::small_burgers();
  const auto verdict = [&](const Outcome& outcome, double relative = 0.3) {
    return verdict_of(problem, outcome, relative);
  };
  const std::vector<double> still(101, 0.1), few(31, 0.1);
  std::vector<double> falling;
  for (int k = 0; k <= 100; ++k) falling.push_back(std::pow(0.97, k));

  problem.stages = {Lm{.steps = 100}};
  CHECK(contains(verdict(course(still), 1e-6), "stalled: the loss did not halve"));
  CHECK(
      contains(verdict(course(falling)), "rough: at fresh points `burgers` holds to 0.3 of its terms only; take more"));
  CHECK(contains(verdict(course(falling), 1e-6), "holds"));
  CHECK(contains(verdict(course(few)), "rough"));
  problem.stages = {Adam{.steps = 100}};  // which needs more steps before anything can be said
  CHECK(contains(verdict(course(still)), "rough"));

  Outcome stuck = course(falling);
  stuck.stuck = true;
  CHECK(contains(verdict(stuck), "stalled: at fresh points `burgers` holds to 0.3 of its terms only; more such steps"));
  stuck.status = Status::interrupted;
  CHECK(contains(verdict(stuck), "rough"));
}

TEST_CASE("what diverged, has no value somewhere, or misses a condition by half of its terms is no answer") {
  Problem problem = test::small_burgers();
  problem.stages = {Lm{.steps = 100}};
  std::vector<double> falling;
  for (int k = 0; k <= 100; ++k) falling.push_back(std::pow(0.97, k));
  Outcome outcome = course(falling);
  CHECK(contains(verdict_of(problem, outcome, 0.7), "doubtful: at fresh points `burgers` holds to 0.7 of its terms"));
  CHECK(contains(verdict_of(problem, outcome, 0.05), "fair: at fresh points `burgers` holds to 0.05 of its terms"));
  CHECK(contains(verdict_of(problem, course({1, 0.4}), 0.7), "rough"));  // two steps say nothing
  outcome.status = Status::diverged;
  CHECK(contains(verdict_of(problem, outcome), "doubtful: training diverged"));
  Verification found;
  found.residuals = {{"burgers", 100, INFINITY, 1e-6, 1e-6, INFINITY, {0.5, 0.25}, {}}};
  draw_verdict(problem, course({1, 0.4}), {}, found);
  CHECK(contains(found.reason, "`burgers` has no value at x = 0.5, t = 0.25"));
}

TEST_CASE("a condition whose terms are nothing beside the answer is not measured by them") {
  Problem p("plane");
  const auto space = p.space({"x", "y"}, box({0, 0}, {1, 1}));
  const Coordinate x = space[0], y = space[1];
  const Field u = p.field("u");
  p.equation("laplace", [=](At at) { return at.laplacian(u); });
  p.boundary("ends", on(x, 0) | on(x, 1), [=](At at) { return at(u) - at(x); });
  p.boundary("sides", on(y, 0) | on(y, 1), [=](At at) { return at.normal_derivative(u); });
  p.network({.hidden = {10}});
  p.sampling.equation = 100;
  p.train(Lm{.steps = 60});
  const Verification found = verify(solve(p));
  INFO(found.reason);
  CHECK(found.verdict == Verdict::holds);
}

TEST_CASE("a condition is measured against the field, not against what its network is a sum of") {
  Problem p = test::poisson_1d(1);
  p.conditions.clear();
  const Coordinate x = p.coordinate_named("x");
  const Field u = p.field_named("u");
  p.equation("flat", [=](At at) { return at.d(u, x); });
  p.boundary("one", on(x, 0), [=](At at) { return at(u) - 1.0; });
  p.boundary("half", on(x, 0), [=](At at) { return at(u) - 0.5; });
  p.exact.clear();
  p.stages = {Lm{.steps = 60}};
  const Verification found = verify(solve(p));
  REQUIRE(found.residuals.size() == 3);
  CHECK(found.residuals[1].relative == doctest::Approx(0.25 / std::hypot(0.75, 1.0)).epsilon(0.1));
  CHECK(found.residuals[2].relative == doctest::Approx(0.25 / std::hypot(0.75, 0.5)).epsilon(0.1));
}

TEST_CASE("losses under weights that move are compared without them") {
  Problem problem = test::small_burgers();
  problem.stages = {Lm{.steps = 100}};
  problem.weighting.balance = SelfAdaptive{};
  std::vector<double> falling;
  for (int k = 0; k <= 100; ++k) falling.push_back(std::pow(0.97, k));
  Outcome outcome = course(falling);
  const auto weigh = [&](double power) {
    for (Progress& row : outcome.history) {
      row.terms = {{"burgers", row.loss}, {"start", 0}, {"walls", 0}};
      row.weights = {std::pow(row.loss, power), 1, 1};
    }
  };
  weigh(0);
  CHECK(contains(verdict_of(problem, outcome, 0.3), "rough"));
  weigh(1);  // all that falls is the weight
  CHECK(contains(verdict_of(problem, outcome, 0.3), "stalled"));
}

TEST_CASE("a stage that can go no further says so; one that has reached what it was to reach does not") {
  Problem p = test::poisson_1d(1);
  p.stages = {Adam{.steps = 5000, .lr = ExponentialDecay{.start = 1e-3, .rate = 0.5, .every = 1}}};
  CHECK(solve(p).outcome().stuck);  // its rate has vanished
  p.stages = {Lm{.steps = 5000, .until = {{Criterion::loss, 1e-3}}}};
  CHECK_FALSE(solve(p).outcome().stuck);
  p.stages = {Lm{.steps = 5}};
  CHECK_FALSE(solve(p).outcome().stuck);
}

TEST_CASE("whether 0 solves a problem is known before it is trained") {
  CHECK(zero_solves(without_source()));
  CHECK(zero_solves(with_coefficient()));
  CHECK_FALSE(zero_solves(test::poisson_1d(1)));
  Problem p = without_source();
  const Field u{0, "u"};
  const Coordinate x{0, "x"};
  p.equation("norm", [=](At at) { return at(u) * at(u) - 1; });
  CHECK_FALSE(zero_solves(p));
  for (const double slope : {0.0, 1.0}) {  // what an ansatz adds may be what 0 has not
    p = without_source();
    p.ansatz_of(u, [=](At at, ad::Expr net) { return slope * at(x) + net; });
    CHECK(zero_solves(p) == (slope == 0));
  }
}

TEST_CASE("a loss that hardly fell is said so, and is no doubt of what was asked") {
  Problem p = test::small_burgers();
  p.stages = {Adam{.steps = 2, .lr = 1e-6}};
  const Verification found = verify(solve(p));
  CHECK(found.verdict == Verdict::rough);
  CHECK(contains(found.reason, "did not halve"));
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
