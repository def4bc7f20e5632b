// Second-order stages in training: what each reaches, resumption, settings.
#include <doctest/doctest.h>

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
  LmStage lm;
  lm.steps = 60;
  CHECK(error({lm}) < 1e-6);
  SsBroydenStage broyden;
  broyden.steps = 1500;
  CHECK(error({broyden}) < 1e-6);
  LbfgsStage lbfgs;
  lbfgs.steps = 1500;
  CHECK(error({lbfgs}) < 1e-4);
  NewtonCgStage cg;
  cg.steps = 60;
  CHECK(error({cg}) < 1e-4);
  AdamStage adam;
  adam.steps = 200;
  adam.rate.rate = 3e-3;
  lm.steps = 20;
  CHECK(error({adam, lm}) < 5e-5);
}

TEST_CASE("a run of several stages that is saved and goes on elsewhere ends with the same bits") {
  Problem problem = test::small_burgers();
  AdamStage adam;
  adam.steps = 10;
  LmStage lm;
  lm.steps = 12;
  LbfgsStage lbfgs;
  lbfgs.steps = 12;
  problem.stages = {adam, lm, lbfgs};
  test::check_resumption(problem, {4, 16, 29});
}

TEST_CASE("settings that make no sense are refused when the solver is made") {
  const auto refused = [](const Stage& stage, const char* message) {
    Problem problem = test::poisson_1d(1);
    problem.stages = {stage};
    CHECK_THROWS_WITH_AS(Solver{problem}, message, UserError);
  };
  LmStage lm;
  lm.raise = 1;
  refused(lm, "lm: raise must be at least 1.001; it is 1");
  LbfgsStage lbfgs;
  lbfgs.memory = 0;
  refused(lbfgs, "lbfgs: memory must be at least 1; it is 0");
  SsBroydenStage broyden;
  broyden.curvature = 2;
  refused(broyden, "line search: curvature must be between decrease and 1; it is 2");
  SgdStage sgd;
  sgd.momentum = 1;
  refused(sgd, "sgd: momentum must be at least 0 and below 1; it is 1");
}
