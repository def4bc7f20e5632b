// When a run is over: stages that cannot move, that have nothing to gain, that reach what they were to run for.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/duration.hpp"
#include "ansatz/core/train.hpp"
#include "core/problems.hpp"
#include "core/resumption.hpp"
#include "training/stage_watch.hpp"

using namespace ansatz;

namespace {

/// Of a training that begins at this loss.
void begin(StageWatch& watch, const Stage& stage, double loss) {
  watch.begin(stage);
  Progress row;
  row.loss = loss;
  CHECK(watch.at(row).empty());
}

}  // namespace

TEST_CASE("a step that moves nothing is a step: a stage whose rate has vanished is over") {
  Problem problem = test::poisson_1d(5000);
  problem.stages = {Adam{.steps = 5000, .lr = ExponentialDecay{.start = 1e-3, .rate = 0.9, .every = 1}}};
  Solver solver(problem);
  const Outcome outcome = solver.train();
  CHECK(outcome.status == Status::finished);
  CHECK(outcome.last.step < 5000);
  CHECK(outcome.reason.find("moved no parameter") != std::string::npos);
}

TEST_CASE("steps that move nothing but what is 0, by next to nothing, are none") {
  Problem problem = test::poisson_1d(100000);
  problem.stages = {Sgd{.steps = 100000, .lr = 1e-300}};  // biases begin at 0
  Solver solver(problem);
  const Outcome outcome = solver.train();
  CHECK(outcome.last.step < 1000);
  CHECK(outcome.stuck);
}

TEST_CASE("a run ends whatever the weights: gradients whose squares are infinite move nothing") {
  const auto ends = [](Problem problem) {
    Solver solver(std::move(problem));
    const Outcome outcome = solver.train();
    CHECK(outcome.last.step <= 300);
    CHECK_FALSE(outcome.reason.empty());
    return outcome.status;
  };
  Problem heavy = test::poisson_1d(300);
  heavy.conditions[0].weight = 1e200;
  CHECK(ends(heavy) == Status::finished);
  Problem climbing = test::poisson_1d(300);
  climbing.weighting.balance = SelfAdaptive{.lr = 1e100};
  CHECK(ends(climbing) != Status::interrupted);
  for (const Stage& stage :
       {Stage(Auto{.steps = 300}), Stage(Lm{.steps = 300}), Stage(Sgd{.steps = 300, .lr = 1e-300}),
        Stage(Lbfgs{.steps = 300}), Stage(SsBroyden{.steps = 300}), Stage(NewtonCg{.steps = 300})}) {
    CAPTURE(stage.name());
    heavy.stages = {stage};
    ends(heavy);
  }
}

TEST_CASE("how long a stage has stood still is part of a checkpoint") {
  Problem problem = test::poisson_1d(400);
  problem.stages = {Adam{.steps = 400, .lr = ExponentialDecay{.start = 1e-3, .rate = 0.1, .every = 1}}};
  test::check_resumption(problem, {50});
}

TEST_CASE("a stage is over after a hundred steps in a row that moved nothing, not before") {
  StageWatch watch(false);
  watch.begin(Adam{});
  optimise::Step step;
  step.loss = 1;
  for (std::uint64_t i = 1; i < StageWatch::most_still; ++i) CHECK(watch.after(step, false).empty());
  CHECK(watch.after(step, true).empty());
  for (std::uint64_t i = 1; i < StageWatch::most_still; ++i) CHECK(watch.after(step, false).empty());
  CHECK_FALSE(watch.after(step, false).empty());
  watch.begin(Adam{});
  CHECK(watch.after(step, false).empty());
}

TEST_CASE("what a stage runs for is spelled in one way, and read back") {
  for (const char* text :
       {"done", "never", "loss < 1e-08", "error < 0.001 or minutes > 10", "seconds > 90 or hours > 2"})
    CHECK(spelled(until_of(text)) == text);
  for (const char* text : {"", "loss", "loss > 1", "loss < 0", "loss < x", "loss < 1 or ", "error < inf", "time > 3"})
    CHECK_THROWS_AS(until_of(text), UserError);
}

TEST_CASE("times are read as they are written") {
  struct Case {
    const char* text;
    double seconds;
  };
  for (const Case& expected : std::vector<Case>{{"90", 90},
                                                {"90s", 90},
                                                {"0.25 s", 0.25},
                                                {"500ms", 0.5},
                                                {"10min", 600},
                                                {"10 min", 600},
                                                {"5m", 300},
                                                {"2h", 7200},
                                                {"1.5h", 5400},
                                                {"1h30min", 5400},
                                                {"1 h 30 min", 5400},
                                                {"1d", 86400}}) {
    CAPTURE(expected.text);
    CHECK(seconds_in(expected.text) == expected.seconds);
  }
  for (const char* text :
       {"", " ", "h", "-1s", "0", "0s", "1x", "1h30", "1 2", "nan", "inf", "1e400s", "2hh", "2 min h"}) {
    CAPTURE(text);
    CHECK(!seconds_in(text));
  }
}

TEST_CASE("a stage that runs for a time ends after the step at which it is over, not at the next row of history") {
  Problem problem = test::poisson_1d(1);
  constexpr std::uint64_t between_rows = 1'000'000;
  problem.stages = {Adam{.steps = 1000 * between_rows, .until = {{Criterion::seconds, 0.05}}},
                    Adam{.steps = 1000 * between_rows, .until = {{Criterion::seconds, 0.1}}}};
  Solver solver(problem);
  const Outcome outcome = solver.train();
  CHECK(outcome.status == Status::finished);
  CHECK(outcome.reason.find("`seconds > 0.1` is reached") != std::string::npos);
  CHECK_FALSE(outcome.stuck);
  REQUIRE(outcome.events.size() == 1);
  CHECK(outcome.events[0].text.find("`seconds > 0.05` is reached") != std::string::npos);
  CHECK(outcome.last.step > 1);
  CHECK(outcome.last.step < between_rows);
  CHECK(outcome.last.seconds > 0.1);
}

TEST_CASE("a stage ends at the row that reaches what it was to run for, and the next one begins") {
  Problem problem = test::poisson_1d(1);
  problem.stages = {Adam{.steps = 500, .lr = 3e-3, .until = {{Criterion::loss, 10}}},
                    Lm{.steps = 60, .until = {{Criterion::error, 1e-4}}}};
  Solver solver(problem);
  const Outcome outcome = solver.train();
  CHECK(outcome.status == Status::finished);
  CHECK(outcome.last.step < 560);
  CHECK(outcome.last.errors[0].l2_relative < 1e-4);
  CHECK(outcome.reason.find("`error < 0.0001` is reached") != std::string::npos);
  REQUIRE(outcome.events.size() == 1);
  CHECK(outcome.events[0].text.find("`loss < 10` is reached") != std::string::npos);
  const auto at =
      std::find_if(outcome.history.begin(), outcome.history.end(), [&](const Progress& row) { return row.loss < 10; });
  CHECK(at->step == outcome.events[0].step);
}

TEST_CASE("a stage that runs until an error is reached needs something to take it from") {
  Problem problem = test::small_burgers();
  problem.stages = {Lm{.until = {{Criterion::error, 1e-4}}}};
  CHECK_THROWS_AS(Solver{problem}, UserError);
}

TEST_CASE(
    "a run ends where nothing is to be gained, at the same step in one go and in several, but not if it is never to") {
  Problem problem = test::poisson_1d(1);
  problem.sampling.resample = 60;
  problem.sampling.method = LatinHypercube{};
  problem.stages = {Lm{.steps = 400}};
  Solver solver(problem);
  const Outcome outcome = solver.train();
  INFO(outcome.reason << "; loss " << outcome.last.loss << " at step " << outcome.last.step);
  CHECK(outcome.reason.find("nothing is to be gained") != std::string::npos);
  CHECK(outcome.last.step > 60);
  CHECK(outcome.last.step < 400);
  CHECK(outcome.last.errors[0].l2_relative < 1e-8);
  test::check_resumption(problem, {30, 75});
  problem.stages = {Lm{.steps = outcome.last.step + 40, .until = Until::never()}};
  Solver all(problem);
  const Outcome longer = all.train();
  CHECK(longer.last.step == outcome.last.step + 40);
  CHECK(longer.last.errors[0].l2_relative > 0.05 * outcome.last.errors[0].l2_relative);
}

TEST_CASE("where few points hide what is between them, a small loss is no reason to end before points are new") {
  StageWatch watch(true);
  begin(watch, Lm{}, 1);
  optimise::Step step;
  step.loss = 1e-20;
  for (int i = 0; i < 99; ++i) CHECK(watch.after(step, true).empty());
  watch.objective_changed(true);
  step.loss = 1e-3;  // new points: it was not solved
  CHECK(watch.after(step, true).empty());
  step.loss = 1e-20;
  for (int i = 0; i < 98; ++i) CHECK(watch.after(step, true).empty());
  watch.objective_changed(true);
  int steps = 0;
  while (watch.after(step, true).empty() && steps < 100) ++steps;
  CHECK(steps < 50);
}

TEST_CASE("an optimiser with other steps to come ends where the loss is rounding, once points were new") {
  for (const bool redraws : {false, true}) {
    StageWatch watch(redraws);
    begin(watch, Auto{}, 10);
    optimise::Step step;
    step.under_way = true;
    step.loss = 1e-16;
    for (int i = 0; i < 500; ++i) CHECK(watch.after(step, true).empty());  // it may have more to come
    step.loss = 9e-18;
    CHECK(watch.after(step, true).empty() == redraws);
    watch.points_suffice();
    CHECK_FALSE(watch.after(step, true).empty());
    watch.objective_changed(true);
    step.loss = 1e-9;  // new points: it was not solved
    CHECK(watch.after(step, true).empty());
  }
}
