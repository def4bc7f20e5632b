// A weight of slope recovery that changes with the steps: each row of a history has the term with the weight of its
// step; runs go on to the same bits; stages that cannot follow are refused. Of images it changes with the epochs.
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/classification.hpp"
#include "ansatz/core/train.hpp"
#include "image_problems.hpp"
#include "resumption.hpp"

using namespace ansatz;

namespace {

constexpr double n = 5;

Problem recovered(Schedule recovery, std::vector<Stage> stages) {
  Problem p("recovered");
  const Coordinate x = p.space("x", interval(0, 1));
  const Field u = p.field("u");
  p.equation("slope", [=](At at) { return at.d(u, x) - at(u); });
  p.network({.hidden = {4, 4}, .adaptive = Llaaf{.n = n, .recovery = std::move(recovery)}});
  p.sampling.equation = 30;
  p.stages = std::move(stages);
  p.compute.threads = 1;
  return p;
}

/// S(a) by the slopes of a step, as the paper has it.
std::map<std::uint64_t, double> terms_by_hand(const std::vector<SlopeStatistics>& slopes) {
  std::map<std::uint64_t, double> sums;
  for (const SlopeStatistics& slope : slopes) sums[slope.step] += std::exp(slope.mean / n);
  for (auto& [step, sum] : sums) sum = 2 / sum;
  return sums;
}

}  // namespace

TEST_CASE("the weight of slope recovery is that of the step, over all stages") {
  const Schedule falls = ExponentialDecay{.start = 0.5, .rate = 0.5, .every = 10};
  const Outcome outcome = Solver(recovered(falls, {Adam{.steps = 25}, Sgd{.steps = 15, .lr = 1e-3}})).train();
  const std::map<std::uint64_t, double> S = terms_by_hand(outcome.slopes);
  REQUIRE(outcome.history.size() == 41);
  for (const Progress& row : outcome.history) {
    CAPTURE(row.step);
    REQUIRE(row.terms.back().name == "recovery");
    // Behind the last step there is no other one, and the weight stays.
    const double weight = 0.5 * std::pow(0.5, static_cast<double>(std::min<std::uint64_t>(row.step, 39)) / 10);
    CHECK(row.terms.back().value == doctest::Approx(weight * S.at(row.step)).epsilon(1e-12));
  }
}

TEST_CASE("a schedule that stays is a number, and one that falls to nothing ends without the term") {
  const auto last = [](const Schedule& recovery) {
    return Solver(recovered(recovery, {Adam{.steps = 20}})).train().last;
  };
  const Progress number = last(0.3), schedule = last(StepDecay{.start = 0.3, .at = {1000}});
  CHECK(schedule.loss == doctest::Approx(number.loss).epsilon(1e-12));
  CHECK(last(CosineDecay{.start = 0.3}).terms.back().value == doctest::Approx(0).epsilon(1e-14));
}

TEST_CASE("runs whose slope recovery changes go on to the same bits, on parts of the points too") {
  const Schedule falls = ExponentialDecay{.start = 1, .rate = 0.1, .every = 7};
  test::check_resumption(recovered(falls, {Adam{.steps = 20}}), {0, 10});
  test::check_resumption(recovered(falls, {Adam{.steps = 20, .batch = 7}}), {0, 10});
  test::check_resumption(recovered(StepDecay{.start = 1, .at = {5}}, {Adam{.steps = 20, .batch = 7}}), {3, 5, 10});
}

TEST_CASE("stages of more than one gradient a step are refused, unless the weight stays") {
  const Schedule falls = ExponentialDecay{.start = 1};
  for (const Stage& stage : {Stage(Lbfgs{.steps = 5}), Stage(Lm{.steps = 5})}) {
    CHECK_THROWS_AS(Solver(recovered(falls, {Adam{.steps = 5}, stage})), UserError);
    CHECK_NOTHROW(Solver(recovered(0.1, {stage})).train());
  }
}

TEST_CASE("of images the weight changes with the epochs") {
  Classification problem = test::bars_problem();
  problem.stage.set("epochs", 4.0);
  problem.network.adaptive = Llaaf{.n = 2, .recovery = StepDecay{.start = 0.4, .factor = 0.5, .at = {1, 3}}};
  const ClassificationOutcome outcome = Classifier(problem).train();
  const double weights[] = {0.4, 0.2, 0.2, 0.1, 0.1};
  REQUIRE(outcome.history.size() == 5);
  for (std::size_t epoch = 0; epoch < 5; ++epoch) {
    double sum = 0;
    for (std::size_t k = 0; k < 2; ++k) sum += std::exp(outcome.slopes[2 * epoch + k].mean / 2);
    CHECK(outcome.history[epoch].slope_term == doctest::Approx(weights[epoch] * 2 / sum).epsilon(1e-12));
  }
}
