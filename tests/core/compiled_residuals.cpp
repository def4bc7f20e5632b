// The compiled sum of squares against the compiled loss, against differences, and against itself row by row.
#include "loss/compiled_residuals.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "loss/compiled_loss.hpp"
#include "optimise/lm.hpp"
#include "problems.hpp"

using namespace ansatz;
using optimise::Vector;

namespace {

Problem adaptive_burgers() {
  Problem problem = test::small_burgers();
  problem.networks[0].adaptive = Nlaaf{.n = 5, .recovery = 0.3};
  return problem;
}

struct Fixture {
  explicit Fixture(Problem p, int threads = 1) : problem(std::move(p)), loss(problem), workers(threads) {}
  Problem problem;
  Loss loss;
  ad::Workers workers;
  CompiledResiduals squares{loss, workers};
  Vector theta = loss.trial().parameters().start();
};

Vector direction(std::size_t size) {
  Vector v(size);
  for (std::size_t i = 0; i < size; ++i) v[i] = std::sin(1.0 + 1.7 * static_cast<double>(i));
  return v;
}

Vector rows_of(Fixture& f, std::size_t at_a_time) {
  const std::size_t m = f.squares.residual_count(), n = f.squares.size();
  Vector J(m * n);
  for (std::size_t first = 0; first < m; first += at_a_time) {
    const std::size_t count = std::min(at_a_time, m - first);
    f.squares.jacobian_rows(f.theta, first, count, optimise::Out(J).subspan(first * n, count * n));
  }
  return J;
}

void check_close(const Vector& got, const Vector& want, double tolerance) {
  REQUIRE(got.size() == want.size());
  double largest = 0, difference = 0;
  for (std::size_t i = 0; i < got.size(); ++i) {
    largest = std::max(largest, std::abs(want[i]));
    difference = std::max(difference, std::abs(got[i] - want[i]));
  }
  CHECK(difference <= tolerance * largest);
}

}  // namespace

TEST_CASE("the squares add up to the loss, and their gradient to its gradient") {
  Fixture f(adaptive_burgers());
  CompiledLoss compiled(f.loss, ad::Precision::f64, f.workers);
  Vector gradient(f.theta.size()), half(f.theta.size()), G(f.theta.size() * f.theta.size());
  const double loss = compiled.value_and_gradient(f.theta, gradient);
  CHECK(f.squares.value(f.theta) == doctest::Approx(loss).epsilon(1e-13));
  CHECK(f.squares.normal_equations(f.theta, G, half) == doctest::Approx(loss).epsilon(1e-12));
  optimise::scale(half, 2);
  check_close(half, gradient, 1e-12);
  Vector other(f.theta.size());
  CHECK(f.squares.value_and_gradient(f.theta, other) == doctest::Approx(loss).epsilon(1e-12));
  check_close(other, gradient, 1e-12);
}

TEST_CASE("rows of J are the derivatives of the residuals, however they are cut") {
  Fixture f(adaptive_burgers());
  const std::size_t m = f.squares.residual_count(), n = f.squares.size();
  const Vector J = rows_of(f, 17);
  CHECK(rows_of(f, m) == J);
  const Vector v = direction(n);
  Vector Jv(m), product(m), above(m), below(m);
  for (std::size_t i = 0; i < m; ++i) product[i] = optimise::dot(optimise::In(J).subspan(i * n, n), v);
  f.squares.apply(f.theta, v, Jv);
  check_close(Jv, product, 1e-12);

  constexpr double h = 1e-5;
  Vector moved = f.theta;
  optimise::add_scaled(moved, h, v);
  f.squares.residuals(moved, above);
  optimise::add_scaled(moved, -2 * h, v);
  f.squares.residuals(moved, below);
  for (std::size_t i = 0; i < m; ++i) above[i] = (above[i] - below[i]) / (2 * h);
  check_close(Jv, above, 1e-6);

  const Vector u = direction(m);
  Vector transposed(n), sum(n);
  f.squares.apply_transposed(f.theta, u, transposed);
  for (std::size_t i = 0; i < m; ++i) optimise::add_scaled(sum, u[i], optimise::In(J).subspan(i * n, n));
  check_close(transposed, sum, 1e-12);
}

TEST_CASE("the second derivative along a direction is that of the residuals") {
  Fixture f(adaptive_burgers());
  const std::size_t m = f.squares.residual_count();
  const Vector v = direction(f.squares.size());
  Vector second(m), above(m), below(m);
  f.squares.second_directional(f.theta, v, second);
  constexpr double h = 1e-5;
  Vector moved = f.theta;
  optimise::add_scaled(moved, h, v);
  f.squares.apply(moved, v, above);
  optimise::add_scaled(moved, -2 * h, v);
  f.squares.apply(moved, v, below);
  for (std::size_t i = 0; i < m; ++i) above[i] = (above[i] - below[i]) / (2 * h);
  check_close(second, above, 1e-6);
}

TEST_CASE("G is J^T J with the curvature of the recovery term, the same bits on 1, 2 and 7 threads") {
  Fixture f(adaptive_burgers());
  const std::size_t m = f.squares.residual_count(), n = f.squares.size();
  Vector G(n * n), g(n);
  f.squares.normal_equations(f.theta, G, g);
  const Vector J = rows_of(f, m), K = f.squares.smooth_term(f.theta).curvature;
  double largest = 0, difference = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double want = K[i] * K[j];
      for (std::size_t p = 0; p < m; ++p) want += J[p * n + i] * J[p * n + j];
      largest = std::max(largest, std::abs(want));
      difference = std::max(difference, std::abs(G[j * n + i] - want));
    }
  CHECK(difference <= 1e-13 * largest);
  for (const int threads : {2, 7}) {
    Fixture other(adaptive_burgers(), threads);
    Vector otherG(n * n), otherg(n);
    other.squares.normal_equations(other.theta, otherG, otherg);
    CHECK(otherG == G);
    CHECK(otherg == g);
  }
}

TEST_CASE("other points and weights: loss, gradient, J and G all change with them") {
  Problem problem = adaptive_burgers();
  problem.weighting.causal = 1;  // so that there are weights; what they are is up to this test
  Fixture f(problem);
  CompiledLoss compiled(f.loss, ad::Precision::f64, f.workers);
  const std::size_t n = f.theta.size();
  Vector gradient(n), half(n), G(n * n);
  const double plain = compiled.value_and_gradient(f.theta, gradient);

  LossData data = f.loss.data();
  std::size_t number = 0;
  for (std::size_t k = 0; k < data.weights.size(); ++k) {
    const Residual& residual = f.loss.residuals()[k];
    PointSet& points = data.points[residual.group];
    if (k == 0) points = candidates(f.problem, f.loss.groups()[residual.group], 61, 1);
    data.weights[k].resize(points.count);
    for (double& weight : data.weights[k]) weight = 1.5 + std::sin(static_cast<double>(number++));
  }
  compiled.use(data);
  f.squares.use(data);
  const double loss = compiled.value_and_gradient(f.theta, gradient);
  CHECK(loss != plain);

  // By hand: unweighted residuals at the new points, squared, weighted, averaged.
  double want = compiled.terms().back();  // recovery
  std::vector<ad::Expr> inputs = test::leaves(f.loss), values;
  for (const Residual& residual : f.loss.residuals()) values.push_back(residual.value);
  std::vector<Vector> at;
  for (const ParameterBlock& block : f.loss.trial().parameters().blocks())
    at.emplace_back(f.theta.begin() + static_cast<std::ptrdiff_t>(block.offset),
                    f.theta.begin() + static_cast<std::ptrdiff_t>(block.offset + block.size));
  for (std::size_t g = 0; g < data.points.size(); ++g)
    for (const std::vector<double>* part : f.loss.batches()[g]->leaf_values(data.points[g])) at.push_back(*part);
  at.insert(at.end(), data.weights.begin(), data.weights.end());
  const auto r = ad::evaluate_reference(inputs, values, at);
  for (std::size_t k = 0; k < r.size(); ++k)
    for (std::size_t p = 0; p < r[k].size(); ++p)
      want += f.loss.residuals()[k].scale * data.weights[k][p] * r[k][p] * r[k][p] / static_cast<double>(r[k].size());
  CHECK(loss == doctest::Approx(want).epsilon(1e-12));

  CHECK(f.squares.value(f.theta) == doctest::Approx(loss).epsilon(1e-13));
  CHECK(f.squares.normal_equations(f.theta, G, half) == doctest::Approx(loss).epsilon(1e-12));
  optimise::scale(half, 2);
  check_close(half, gradient, 1e-12);
  const std::size_t m = f.squares.residual_count();
  const Vector J = rows_of(f, 17), v = direction(n);
  Vector Jv(m), product(m);
  for (std::size_t i = 0; i < m; ++i) product[i] = optimise::dot(optimise::In(J).subspan(i * n, n), v);
  f.squares.apply(f.theta, v, Jv);
  check_close(Jv, product, 1e-12);

  compiled.use(f.loss.data());
  CHECK(compiled.value_and_gradient(f.theta, gradient) == plain);
}

TEST_CASE("Levenberg-Marquardt solves a Poisson problem to the digits of its network") {
  Fixture f(test::poisson_1d(1));
  optimise::LmOptimiser lm(Lm{}, f.squares);
  const optimise::Summary summary = optimise::minimise(lm, f.theta, 100);
  CHECK(summary.last.loss < 1e-11);
}
