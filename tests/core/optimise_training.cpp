// Second-order stages in training: what each reaches, resumption, settings.
#include <doctest/doctest.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"
#include "core/problems.hpp"
#include "core/resumption.hpp"

using namespace ansatz;

TEST_CASE("every second-order stage trains a problem to errors that first-order stages do not reach") {
  const auto error = [](std::vector<Stage> stages) {
    Problem problem = test::poisson_1d(1);
    problem.stages = std::move(stages);
    Solver solver(problem);
    const Outcome outcome = solver.train({});
    CHECK(outcome.status == Status::finished);
    CHECK_FALSE(outcome.reason.empty());
    MESSAGE(outcome.reason << "; loss " << outcome.last.loss << ", error " << solver.errors()[0].l2_relative);
    return solver.errors()[0].l2_relative;
  };
  CHECK(error({Lm{.steps = 60}}) < 1e-6);
  CHECK(error({Auto{.steps = 250}}) < 1e-8);
  CHECK(error({SsBroyden{.steps = 1500}}) < 1e-6);
  CHECK(error({Lbfgs{.steps = 1500}}) < 1e-4);
  CHECK(error({NewtonCg{.steps = 60}}) < 1e-4);
  CHECK(error({Adam{.steps = 200, .lr = 3e-3}, Lm{.steps = 20}}) < 5e-5);
}

TEST_CASE("a run of several stages that is saved and goes on elsewhere ends with the same bits") {
  Problem problem = test::small_burgers();
  problem.stages = {Adam{.steps = 10}, Lm{.steps = 12}, Lbfgs{.steps = 12}};
  test::check_resumption(problem, {4, 16, 29});
}

TEST_CASE(
    "a run of auto that is saved under any of its methods goes on to the same bits, and says what it decided once") {
  Problem problem = test::small_burgers();
  problem.networks[0].adaptive = FixedSlopes{};
  problem.sampling.method = LatinHypercube{};
  problem.stages = {Auto{.steps = 180}};
  test::check_resumption(problem, {1, 10, 15, 60, 100, 127, 128, 129, 130, 131, 150, 160, 175});
  Solver solver(problem);
  const Outcome outcome = solver.train();
  const auto begins = [](const char* words) {
    return [words](const Event& event) { return event.text.starts_with(words); };
  };
  CHECK(std::count_if(outcome.events.begin(), outcome.events.end(), begins("quasi-Newton steps end")) == 1);
}

TEST_CASE("settings that make no sense are refused when the solver is made") {
  const auto refused = [](const Stage& stage, const char* message) {
    Problem problem = test::poisson_1d(1);
    problem.stages = {stage};
    CHECK_THROWS_WITH_AS(Solver{problem}, message, UserError);
  };
  refused(Lm{.raise = 1}, "lm: `raise` must be a number from 1.001 to 1000; got 1");
  refused(Lbfgs{.memory = 0}, "lbfgs: `memory` must be a whole number from 1 to 10000; got 0");
  refused(SsBroyden{.curvature = 2}, "ssbroyden: `curvature` must be a number > 0 and < 1; got 2");
  refused(SsBroyden{.decrease = 0.4, .curvature = 0.3},
          "line search: `curvature` must exceed `decrease`; they are 0.3 and 0.4");
  refused(Sgd{.momentum = 1}, "sgd: `momentum` must be a number from 0 to below 1; got 1");
}
