// Dense and limited-memory quasi-Newton updates: coefficients as published, steps as explicit matrices give them.
#include <doctest/doctest.h>

#include <random>

#include "core/line_search_methods.hpp"
#include "core/optimise_problems.hpp"

using namespace ansatz;
using namespace ansatz::optimise;
using namespace ansatz::testing;

namespace {

/// The update written with explicit matrices, for B and not for H: the Broyden class as Al-Baali and Khalfan state it,
///   B+ = tau [ B - B s s^T B / s.Bs + theta w w^T ] + y y^T / y.s,   w = sqrt(s.Bs) [ y / y.s - Bs / s.Bs ].
Eigen::MatrixXd broyden_class(const Eigen::MatrixXd& B, const Eigen::VectorXd& s, const Eigen::VectorXd& y, double tau,
                              double theta) {
  const Eigen::VectorXd Bs = B * s;
  const double sBs = s.dot(Bs), ys = y.dot(s);
  const Eigen::VectorXd w = std::sqrt(sBs) * (y / ys - Bs / sBs);
  return tau * (B - Bs * Bs.transpose() / sBs + theta * w * w.transpose()) + y * y.transpose() / ys;
}

}  // namespace

TEST_CASE("coefficients of self-scaled Broyden are the published ones") {
  // Transcribed from the paper into another language and evaluated there.
  const struct {
    double b, h;
    std::size_t n;
    bool first;
    double tau, phi;
  } table[] = {
      {2, 1, 5, false, 0.5, 3},                                    // theta = -0.5
      {0.5, 4, 5, false, 0.840896415253715, 0},                    // theta = 1
      {8, 0.5, 100, false, 0.0669872981077806, 19.5709376403674},  // theta = -0.311
      {3, 3, 2, false, 0.17157287525381, 6.43198051533946},        // theta = -0.104
      {0.05, 200, 4, false, 0.464158883361278, 0},                 // theta = 1
      {0.9, 1.2, 7, true, 1.18942731277533, 0.881057268722467},    // theta = 0.111
  };
  for (const auto& row : table) {
    const auto [tau, phi] = broyden_scaling(InverseHessianUpdate::ssbroyden, row.b, row.h, row.n, row.first);
    CHECK(tau == doctest::Approx(row.tau).epsilon(1e-12));
    CHECK(phi == doctest::Approx(row.phi).epsilon(1e-12));
  }
}

TEST_CASE("coefficients of the self-scaled updates give the matrices of the published formulas") {
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal;
  const Eigen::Index n = 6;
  for (int trial = 0; trial < 200; ++trial) {
    const Eigen::MatrixXd A = Eigen::MatrixXd::NullaryExpr(n, n, [&] { return normal(random); });
    const Eigen::MatrixXd B = A * A.transpose() + Eigen::MatrixXd::Identity(n, n), H = B.inverse();
    const Eigen::VectorXd s = Eigen::VectorXd::NullaryExpr(n, [&] { return normal(random); });
    Eigen::VectorXd y = Eigen::VectorXd::NullaryExpr(n, [&] { return normal(random); }) * std::exp(normal(random));
    if (y.dot(s) < 0) y = -y;
    y += 0.1 * s;  // away from y.s = 0, where neither matrix has digits
    const double ys = y.dot(s), b = s.dot(B * s) / ys, h = y.dot(H * y) / ys, a = b * h - 1;
    REQUIRE(a > 0);

    const BroydenScaling bfgs = broyden_scaling(InverseHessianUpdate::bfgs, b, h, n, false);
    CHECK(bfgs.tau == 1);
    CHECK(bfgs.phi == 1);
    const BroydenScaling ssbfgs = broyden_scaling(InverseHessianUpdate::ssbfgs, b, h, n, false);
    CHECK(ssbfgs.tau == doctest::Approx(std::min(1.0, 1 / b)));
    CHECK(ssbfgs.phi == doctest::Approx(1));

    // phi of the update of H and theta of that of B are dual: H+ B+ = I.
    for (const auto update : {InverseHessianUpdate::ssbfgs, InverseHessianUpdate::ssbroyden}) {
      const auto [tau, phi] = broyden_scaling(update, b, h, n, trial % 2 == 0);
      CHECK(tau > 0);
      const double theta = (1 - phi) / (1 + a * phi);
      const Eigen::VectorXd Hy = H * y;
      const double yHy = y.dot(Hy);
      const Eigen::VectorXd v = std::sqrt(yHy) * (s / ys - Hy / yHy);
      const Eigen::MatrixXd updated =
          (H - Hy * Hy.transpose() / yHy + phi * v * v.transpose()) / tau + s * s.transpose() / ys;
      const Eigen::MatrixXd dual = broyden_class(B, s, y, tau, theta);
      CHECK((updated * dual - Eigen::MatrixXd::Identity(n, n)).norm() < 1e-7);
      CHECK(updated.selfadjointView<Eigen::Lower>().eigenvalues().minCoeff() > 0);
    }
  }
}

TEST_CASE("dense quasi-Newton steps are those of explicit matrices") {
  for (int method = 0; method < 3; ++method) {
    Case c = tanh_network(4, 30);
    CAPTURE(std::string(line_search_methods[method]));
    const auto n = static_cast<Eigen::Index>(c.problem.size());
    Vector theta = c.start;
    const auto optimiser = make(method, c.problem);
    Eigen::MatrixXd B = Eigen::MatrixXd::Identity(n, n);
    Vector g(c.problem.size()), g_new(c.problem.size());
    c.problem.value_and_gradient(theta, g);
    for (int k = 0; k < 40; ++k) {
      const Eigen::VectorXd before = eigen(theta);
      const Step step = optimiser->advance(theta);
      REQUIRE(step.stop == Stop::none);
      const Eigen::VectorXd s = eigen(theta) - before, newton = -B.ldlt().solve(eigen(g));
      CHECK(s.dot(newton) / (s.norm() * newton.norm()) == doctest::Approx(1).epsilon(1e-8));  // parallel
      c.problem.value_and_gradient(theta, g_new);
      const Eigen::VectorXd y = eigen(g_new) - eigen(g);
      const double ys = y.dot(s), b = s.dot(B * s) / ys, h = y.dot(B.ldlt().solve(y)) / ys;
      const auto update = static_cast<InverseHessianUpdate>(method);
      const auto [tau, phi] = broyden_scaling(update, b, h, c.problem.size(), k == 0);
      B = broyden_class(B, s, y, tau, (1 - phi) / (1 + (b * h - 1) * phi));
      g = g_new;
    }
  }
}

TEST_CASE("L-BFGS with memory for all its steps goes where BFGS goes on a quadratic") {
  // Same pairs, same H: only the initial multiple of the identity differs from step to step, so compare the first two.
  Case c = quadratic(8, 100);
  Vector a = c.start, b = c.start;
  const auto dense = make(0, c.problem), limited = make(3, c.problem);
  for (int k = 0; k < 2; ++k) {
    dense->advance(a);
    limited->advance(b);
    CHECK(distance(a, b) < 1e-12);
  }
}
