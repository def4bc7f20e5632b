// The reference workloads: what they are, and what the engine makes of them.
#include "ansatz/core/workload.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "ansatz/autodiff/error.hpp"

using namespace ansatz;

TEST_CASE("every workload takes steps that lower its loss") {
  for (const WorkloadInfo& info : workloads()) {
    CAPTURE(info.name);
    Problem problem = make_workload(info.name);
    problem.sampling.equation = 100;
    problem.sampling.boundary = 20;
    problem.compute.threads = 1;
    TrainingStep step(problem);
    const double first = step.run();
    CHECK(std::isfinite(first));
    double last = first;
    for (int i = 0; i < 20; ++i) last = step.run();
    CHECK(last < first);
    CHECK(step.points() >= 100);
    CHECK(step.points() <= 120);
    CHECK(step.gemm_flops() > 0);
  }
  CHECK_THROWS_AS(make_workload("burger"), UserError);
}

TEST_CASE("the reference workload has the size that the paper gives") {
  TrainingStep step(make_workload("burgers"));
  CHECK(step.points() == 10'400);
  CHECK(step.parameters() == 2'301);
}
