// Levenberg-Marquardt and Newton-CG: known minima, what singular and badly scaled Jacobians do to them, costs.
#include <doctest/doctest.h>

#include <limits>
#include <memory>

#include "core/optimise_problems.hpp"
#include "optimise/lm.hpp"
#include "optimise/newton_cg.hpp"

using namespace ansatz;
using namespace ansatz::optimise;
using namespace ansatz::testing;

namespace {

using V = Eigen::VectorXd;
using M = Eigen::MatrixXd;

enum Method { lm, lm_plain, newton_cg };
constexpr const char* method_names[] = {"lm", "lm without acceleration and orthogonalisation", "newton_cg"};

std::unique_ptr<Optimiser> make(int method, LeastSquares& problem) {
  if (method == newton_cg) return std::make_unique<NewtonCgOptimiser>(NewtonCg{}, problem);
  Lm stage;
  stage.acceleration = stage.orthogonal = method == lm;
  return std::make_unique<LmOptimiser>(stage, problem);
}

}  // namespace

TEST_CASE("least-squares methods find known minima") {
  for (int method = 0; method < 3; ++method) {
    Case cases[] = {rosenbrock(2), rosenbrock(20), powell_singular(), brown_badly_scaled(), quadratic(30, 1e6)};
    for (Case& c : cases) {
      CAPTURE(std::string(method_names[method]));
      CAPTURE(std::string(c.name));
      Vector theta = c.start;
      const Summary summary = minimise(*make(method, c.problem), theta, 500);
      CAPTURE(summary.reason);
      CAPTURE(summary.steps);
      CHECK(summary.last.loss < 1e-18);
      CHECK_FALSE(summary.reason.empty());
      if (std::string(c.name) == "Powell singular")
        CHECK(distance(theta, c.minimum) < 1e-3);
      else
        CHECK(distance(theta, c.minimum) / eigen(c.minimum).norm() < 1e-6);
    }
  }
}

TEST_CASE("Levenberg-Marquardt needs few steps") {
  for (Case c : {rosenbrock(20), brown_badly_scaled(), quadratic(30, 1e6)}) {
    Vector theta = c.start;
    const Summary summary = minimise(*make(lm, c.problem), theta, 500);
    CAPTURE(std::string(c.name));
    CHECK(summary.steps <= 30);
  }
}

TEST_CASE("a step of Levenberg-Marquardt is the damped Gauss-Newton step of explicit matrices") {
  Case c = tanh_network(5, 40);
  Lm stage;
  stage.acceleration = stage.orthogonal = false;
  LmOptimiser optimiser(stage, c.problem);
  Vector theta = c.start;
  for (int k = 0; k < 20; ++k) {
    const V before = eigen(theta), r = c.problem.residual(before);
    const M J = c.problem.jacobian(before);
    REQUIRE(optimiser.advance(theta).stop == Stop::none);
    M damped(J.rows() + J.cols(), J.cols());
    damped << J, std::sqrt(optimiser.damping()) * M::Identity(J.cols(), J.cols());
    V right(damped.rows());
    right << -r, V::Zero(J.cols());
    const V expected = damped.colPivHouseholderQr().solve(right);
    // What J^T J loses of small singular values by rounding is large beside a small damping.
    const double lost = std::numeric_limits<double>::epsilon() * J.squaredNorm() / optimiser.damping();
    REQUIRE(lost < 1e-3);
    CHECK((eigen(theta) - before - expected).norm() < (1e-12 + lost) * expected.norm());
  }
}

TEST_CASE("normal equations, products and second derivatives of the default implementation are those of J") {
  Case c = tanh_network(7, 600);  // more rows than a block
  const V x = eigen(c.start), r = c.problem.residual(x);
  const M J = c.problem.jacobian(x);
  const std::size_t n = c.problem.size(), m = c.problem.residual_count();
  Vector G(n * n), g(n), gradient(n), Jv(m), Jtu(n), second(m);
  const double loss = c.problem.normal_equations(c.start, G, g);
  CHECK(loss == doctest::Approx(r.squaredNorm()));
  CHECK(c.problem.value_and_gradient(c.start, gradient) == doctest::Approx(loss));
  CHECK((eigen(g) - J.transpose() * r).norm() < 1e-12);
  CHECK((eigen(gradient) - 2 * J.transpose() * r).norm() < 1e-12);
  const Eigen::Map<const Eigen::Matrix<double, -1, -1, Eigen::RowMajor>> upper(G.data(), static_cast<Eigen::Index>(n),
                                                                               static_cast<Eigen::Index>(n));
  CHECK((M(upper.triangularView<Eigen::Upper>()) - M(M(J.transpose() * J).triangularView<Eigen::Upper>())).norm() <
        1e-12);
  const V v = 0.01 * V::LinSpaced(static_cast<Eigen::Index>(n), -1, 1);
  c.problem.apply(c.start, plain(v), Jv);
  CHECK((eigen(Jv) - J * v).norm() < 1e-12);
  c.problem.apply_transposed(c.start, plain(r), Jtu);
  CHECK((eigen(Jtu) - J.transpose() * r).norm() < 1e-12);
  c.problem.second_directional(c.start, plain(v), second);
  const double h = 1e-3;
  const V exact = (c.problem.residual(x + h * v) - 2 * r + c.problem.residual(x - h * v)) / (h * h);
  CHECK((eigen(second) - exact).norm() < 0.05 * exact.norm());
}

TEST_CASE("a network of one layer is fitted, and acceleration along the geodesic pays") {
  for (int method = 0; method < 3; ++method) {
    Case c = tanh_network(12, 60);
    Vector theta = c.start;
    const Summary summary = minimise(*make(method, c.problem), theta, 300);
    CAPTURE(std::string(method_names[method]));
    CAPTURE(summary.reason);
    MESSAGE(std::string(method_names[method])
            << ": root of the mean square " << std::sqrt(summary.last.loss) << " in " << summary.steps << " steps");
    CHECK(std::sqrt(summary.last.loss) < (method == lm ? 2e-7 : 1e-4));
  }
}

TEST_CASE("a state written and read continues with the same bits") {
  for (int method = 0; method < 3; ++method) {
    Case c = tanh_network(6, 40);
    const auto straight = make(method, c.problem);
    Vector theta = c.start;
    for (int k = 0; k < 7; ++k) straight->advance(theta);
    const State state = straight->state();
    Vector resumed_theta = theta;
    for (int k = 0; k < 30; ++k) straight->advance(theta);
    const auto resumed = make(method, c.problem);
    resumed->restore(state);
    for (int k = 0; k < 30; ++k) resumed->advance(resumed_theta);
    CHECK(resumed_theta == theta);
    CHECK(resumed->state() == straight->state());
  }
}

TEST_CASE("singular Jacobians, zero residuals, walls and vanishing gradients are survived and named") {
  for (int method = 0; method < 3; ++method) {
    CAPTURE(std::string(method_names[method]));
    // Only x + y matters, z not at all.
    Squares singular(
        3, 2, [](const V& t) -> V { return Eigen::Vector2d(t[0] + t[1] - 2, 2 * t[0] + 2 * t[1] - 4); },
        [](const V&) -> M {
          M J = M::Zero(2, 3);
          J << 1, 1, 0, 2, 2, 0;
          return J;
        });
    Vector theta = {5, 1, 7};
    Summary summary = minimise(*make(method, singular), theta, 100);
    CHECK(theta[0] + theta[1] == doctest::Approx(2).epsilon(1e-12));
    CHECK(theta[2] == doctest::Approx(7).epsilon(1e-12));
    CHECK(summary.last.stop != Stop::none);

    Squares zero(
        2, 2, [](const V& t) -> V { return t; }, [](const V&) -> M { return M::Identity(2, 2); });
    theta = {0, 0};
    Step step = make(method, zero)->advance(theta);
    CHECK(step.stop == Stop::converged);
    CHECK(step.why == "the loss is exactly zero");

    Squares nan(
        1, 1, [](const V&) -> V { return V::Constant(1, NAN); }, [](const V&) -> M { return M::Ones(1, 1); });
    theta = {1};
    step = make(method, nan)->advance(theta);
    CHECK(step.stop == Stop::not_finite);
    CHECK(theta[0] == 1);

    // log is NaN where the first Gauss-Newton step from 20 leads.
    Squares wall(
        1, 1, [](const V& t) -> V { return V::Constant(1, std::log(t[0])); },
        [](const V& t) -> M { return M::Constant(1, 1, 1 / t[0]); });
    theta = {20};
    minimise(*make(method, wall), theta, 100);
    CHECK(theta[0] == doctest::Approx(1));

    // Residuals that cannot vanish.
    Squares offset(
        1, 2, [](const V& t) -> V { return Eigen::Vector2d(t[0] - 1, t[0] + 1); },
        [](const V&) -> M { return M::Ones(2, 1); });
    theta = {3};
    summary = minimise(*make(method, offset), theta, 200);
    CHECK(std::abs(theta[0]) < 1e-7);
    CHECK(summary.steps < 100);
    CHECK(summary.last.stop != Stop::not_finite);
  }
}

TEST_CASE("a smooth term that is no square takes part") {
  struct WithTerm : Squares {
    using Squares::Squares;
    SmoothTerm smooth_term(In x) override {
      return {std::exp(x[0]), {std::exp(x[0]), 0}, {std::sqrt(std::exp(x[0]) / 2), 0}};
    }
  };
  for (int method = 0; method < 3; ++method) {
    WithTerm problem(
        2, 2, [](const V& t) -> V { return Eigen::Vector2d(t[0], 1e-9 * (t[1] - 1)); },
        [](const V&) -> M { return Eigen::Vector2d(1, 1e-9).asDiagonal(); });
    Vector x = {1, 1};
    minimise(*make(method, problem), x, 100);
    CHECK(x[0] == doctest::Approx(-0.35173371124919584).epsilon(1e-7));  // 2 x + exp x = 0
    Cost cost;
    DampedSystem system(problem);
    system.assemble(x, cost);
    Vector a(2), b(2);
    REQUIRE(system.factor(1e-9, false, cost));
    system.step(a, cost);
    REQUIRE(system.factor(1e-9, true, cost));
    system.step(b, cost);
    CHECK(distance(a, b) < 1e-9);
  }
}

TEST_CASE("a step of Levenberg-Marquardt forms one system and evaluates a handful of losses") {
  Case c = tanh_network(10, 100);
  Vector theta = c.start;
  const auto optimiser = make(lm, c.problem);
  std::uint64_t values = 0;
  for (int k = 0; k < 30; ++k) {
    const Step step = optimiser->advance(theta);
    REQUIRE(step.stop == Stop::none);
    CHECK(step.cost.normal_equations == 1);
    CHECK(step.cost.gradients == 0);
    values += step.cost.values;
  }
  CHECK(c.problem.normals == 30);
  CHECK(c.problem.gradients == 0);
  CHECK(values <= 30 * 16);  // about five dampings, each a plain and a corrected step and a second derivative, and r
}

TEST_CASE("the Nystroem preconditioner inverts a matrix of its rank") {
  Case c = quadratic(50, 1e6);
  NewtonCg stage;
  stage.rank = 50;
  stage.steps = 1;
  NewtonCgOptimiser optimiser(stage, c.problem);
  Vector theta = c.start;
  const Step step = optimiser.advance(theta);
  // 50 products with G for the sketch, one for the damping, and hardly any for the solution.
  CHECK(step.cost.products <= 2 * (50 + 1 + 2));
  stage.rank = 0;
  NewtonCgOptimiser bare(stage, c.problem);
  theta = c.start;
  CHECK(bare.advance(theta).cost.products >= 2 * (1 + 4));
}
