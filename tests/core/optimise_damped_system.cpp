// The damped normal equations of Levenberg-Marquardt: the digits that they lose and orthogonalisation keeps, and how
// many dampings a step tries. How the least one is looked for: optimise_damping.cpp.
#include <doctest/doctest.h>

#include "core/optimise_problems.hpp"
#include "optimise/lm.hpp"

using namespace ansatz;
using namespace ansatz::optimise;
using namespace ansatz::testing;

using V = Eigen::VectorXd;

TEST_CASE("through the Jacobian, a step has digits where normal equations have none") {
  // Singular values down to 1e-10: squares below the rounding of J^T J. The solution is a vector of ones.
  for (const std::size_t n : {20, 60}) {
    Case c = quadratic(n, 1e20);
    const V ones = V::Ones(static_cast<Eigen::Index>(n));
    Cost cost;
    DampedSystem system(c.problem);
    system.assemble(c.start, cost);
    Vector normal(n), orthogonal(n);
    const double lambda = 1e-24;
    const bool definite = system.factor(lambda, false, cost);
    if (definite) system.step(normal, cost);
    REQUIRE(system.factor(lambda, true, cost));
    system.step(orthogonal, cost);
    CHECK((eigen(orthogonal) - ones).norm() / ones.norm() < 1e-3);
    CHECK((!definite || (eigen(normal) - ones).norm() / ones.norm() > 1e-2));
  }
}

TEST_CASE("orthogonalisation reaches errors that normal equations cannot") {
  Case c = quadratic(40, 1e20);
  Vector with = c.start, without = c.start;
  Lm stage;
  const Summary good = minimise(*std::make_unique<LmOptimiser>(stage, c.problem), with, 100);
  stage.orthogonal = false;
  const Summary bad = minimise(*std::make_unique<LmOptimiser>(stage, c.problem), without, 100);
  MESSAGE("distance " << distance(with, c.minimum) << " in " << good.steps << " steps, without "
                      << distance(without, c.minimum) << " in " << bad.steps);
  CHECK(distance(with, c.minimum) < 1e-3);
  CHECK(distance(without, c.minimum) > 10 * distance(with, c.minimum));
}

TEST_CASE("a step of Levenberg-Marquardt tries few dampings") {
  Case c = tanh_network(12, 60);
  Lm stage;
  stage.orthogonal = false;  // which factors more
  LmOptimiser optimiser(stage, c.problem);
  Vector theta = c.start;
  const Summary summary = minimise(optimiser, theta, 200);
  const double tried = static_cast<double>(summary.cost.factorisations) / static_cast<double>(summary.steps);
  MESSAGE("dampings a step: " << tried);
  CHECK(tried < 5);
}
