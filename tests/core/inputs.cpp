// What a network reads, and what an ansatz makes of what it gives: values, derivatives, and that both train.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/optimise/team.hpp"
#include "ansatz/core/train.hpp"
#include "loss/compiled_residuals.hpp"
#include "problems.hpp"

using namespace ansatz;
using std::numbers::pi;

namespace {

Domain strip() {
  Domain domain;
  domain.space = {"x"};
  domain.shape = box({1}, {5});
  domain.time = "t";
  domain.times = {0, 2};
  return domain;
}

/// Rows of the inputs at points (x0, x1, ..., t0, t1, ...).
std::vector<double> rows_at(const std::vector<InputFeature>& features, std::vector<double> points,
                            std::uint64_t seed = 3, double stretch = 1) {
  NetworkSpec spec;
  spec.fields = {0};
  spec.inputs = features;
  ad::Graph graph;
  Parameters parameters(graph);
  const NetworkInputs inputs(spec, strip(), seed, adding_to(parameters, spec.name, seed));
  const ad::Expr x = graph.input("x", 2, graph.axis("points"));
  const ad::Expr column = inputs(x);
  CHECK(column.shape().rows == inputs.rows());
  std::vector<ad::Expr> leaves = parameters.leaves();
  std::vector<std::vector<double>> values;
  for (const ParameterBlock& block : parameters.blocks()) values.emplace_back(block.size, stretch);
  leaves.push_back(x);
  values.push_back(std::move(points));
  return ad::evaluate_reference(leaves, std::vector{column}, values)[0];
}

/// u at points of `small_burgers`, through the whole trial solution, with its derivatives by x.
struct Values {
  std::vector<double> u, u_x;
};
Values solution(const Problem& problem, const std::vector<double>& points) {
  ad::Graph graph;
  const Trial trial(problem, graph);
  const PointBatch batch(trial, "points", false);
  std::vector<ad::Expr> inputs = trial.parameters().leaves();
  std::vector<std::vector<double>> values;
  for (const ParameterBlock& block : trial.parameters().blocks()) {
    const auto part = std::span(trial.parameters().start()).subspan(block.offset, block.size);
    values.emplace_back(part.begin(), part.end());
  }
  inputs.push_back(batch.coordinates());
  values.push_back(points);
  const std::vector<ad::Expr> outputs{batch.field(0), batch.derivative(batch.field(0), 0)};
  const auto found = ad::evaluate_reference(inputs, outputs, values);
  return {found[0], found[1]};
}

}  // namespace

TEST_CASE("features of a point are what their names say") {
  const std::vector<double> points{2, 4.5, 0.5, 2};  // (2, 0.5) and (4.5, 2)
  const std::vector<double> both = rows_at({InputFeature{{1}}, InputFeature{{0}, Periodic{.harmonics = 2}}}, points);
  REQUIRE(both.size() == 10);  // t, two cosines, two sines; at two points
  CHECK(both[0] == doctest::Approx(-0.5));
  CHECK(both[1] == doctest::Approx(1));
  for (std::size_t p = 0; p < 2; ++p)
    for (std::size_t k = 1; k <= 2; ++k) {
      const double angle = 2 * pi * static_cast<double>(k) * (points[p] - 1) / 4;
      CHECK(both[2 * k + p] == doctest::Approx(std::cos(angle)));
      CHECK(both[4 + 2 * k + p] == doctest::Approx(std::sin(angle)));
    }

  InputFeature product;
  product.value = [](const PointScope& at) {
    return at.derivative(at.coordinate(0) * at.coordinate(0) * at.coordinate(1), 0);
  };
  CHECK(rows_at({product}, points) == std::vector<double>{2 * 2 * 0.5, 2 * 4.5 * 2});
}

TEST_CASE("random Fourier features have their scale, and depend on seed and place alone") {
  const std::vector<InputFeature> many{InputFeature{{0, 1}, RandomFourier{.features = 500, .scale = 3}}};
  const std::vector<double> points{1, 1 + 1e-6, 0, 0};
  const std::vector<double> rows = rows_at(many, points);
  REQUIRE(rows.size() == 2000);
  // At the lower corner every angle is 0; the slope of the sines by (x - 1)/4 is 2 pi b.
  double mean = 0, square = 0;
  for (std::size_t k = 0; k < 500; ++k) {
    CHECK(rows[2 * k] == doctest::Approx(1));
    CHECK(std::abs(rows[1000 + 2 * k]) < 1e-13);
    const double b = (rows[1000 + 2 * k + 1] - rows[1000 + 2 * k]) / (2 * pi * 1e-6 / 4);
    mean += b / 500;
    square += b * b / 500;
  }
  CHECK(std::abs(mean) < 0.5);
  CHECK(std::sqrt(square) == doctest::Approx(3).epsilon(0.1));
  CHECK(rows_at(many, points) == rows);
  CHECK(rows_at(many, points, 4) != rows);
  const std::vector<double> second = rows_at({InputFeature{{0}}, many[0]}, points);
  CHECK(std::vector<double>(second.begin() + 2, second.end()) != rows);
}

TEST_CASE("waves that are stretched start where they are, and turn by the factor at other places") {
  const auto features = [](bool trained) {
    return std::vector{InputFeature{{0, 1}, RandomFourier{.features = 3, .scale = 2, .trained = trained}}};
  };
  const std::vector<double> points{1, 2.5, 4, 0, 0.7, 1.9};
  std::vector<double> stretched = points;  // 1.5 times as far from the corner (1, 0)
  for (std::size_t k = 0; k < 3; ++k) stretched[k] = 1 + 1.5 * (points[k] - 1), stretched[3 + k] = 1.5 * points[3 + k];
  const auto same = [](const std::vector<double>& a, const std::vector<double>& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t k = 0; k < a.size(); ++k) CHECK(a[k] == doctest::Approx(b[k]).epsilon(1e-12));
  };
  same(rows_at(features(true), points), rows_at(features(false), points));
  same(rows_at(features(true), points, 3, 1.5), rows_at(features(false), stretched));
}

TEST_CASE("with a periodic coordinate the field and its derivatives have the period of the domain") {
  Problem problem = test::small_burgers();
  problem.networks[0].inputs = {InputFeature{{0}, Periodic{.harmonics = 3}}, InputFeature{{1}}};
  const Values values = solution(problem, {-1, 1, -0.4, 1.6, 0.3, 0.3, 0.9, 0.9});
  CHECK(values.u[0] == doctest::Approx(values.u[1]).epsilon(1e-12));
  CHECK(values.u[2] == doctest::Approx(values.u[3]).epsilon(1e-12));
  CHECK(values.u_x[0] == doctest::Approx(values.u_x[1]).epsilon(1e-12));
  CHECK(std::abs(values.u_x[0]) > 1e-6);
}

TEST_CASE("an ansatz holds whatever the network gives, and its derivatives are the engine's") {
  Problem problem = test::small_burgers();
  problem.ansatz.push_back({0, [](const PointScope& at, ad::Expr net) {
                              const ad::Expr x = at.coordinate(0), t = at.coordinate(1);
                              return -ad::sin(pi * x) + t * (1.0 - x * x) * net;
                            }});
  const double h = 1e-5;
  const Values values = solution(problem, {-1, 0.3, 1, 0.2 - h, 0.2, 0.2 + h, 0.7, 0, 0.1, 0.6, 0.6, 0.6});
  CHECK(std::abs(values.u[0]) < 1e-15);
  CHECK(values.u[1] == doctest::Approx(-std::sin(0.3 * pi)).epsilon(1e-15));
  CHECK(std::abs(values.u[2]) < 1e-15);
  CHECK(values.u_x[4] == doctest::Approx((values.u[5] - values.u[3]) / (2 * h)).epsilon(1e-7));

  // Elsewhere: u(x = 1) is 0 at every point.
  ad::Graph graph;
  const Trial trial(problem, graph);
  const PointBatch batch(trial, "points", false);
  const std::vector<ad::Expr> wall{graph.constant(1), batch.coordinate(1)};
  const std::vector<ad::Expr> outputs{batch.field_at(0, wall)};
  std::vector<ad::Expr> inputs = trial.parameters().leaves();
  std::vector<std::vector<double>> given;
  for (const ParameterBlock& block : trial.parameters().blocks()) given.emplace_back(block.size, 0.37);
  inputs.push_back(batch.coordinates());
  given.push_back({0.1, 0.2, 0.5, 0.9});
  const std::vector<std::vector<double>> found = ad::evaluate_reference(inputs, outputs, given);
  for (const double u : found[0]) CHECK(std::abs(u) < 1e-15);
}

TEST_CASE("with ansatz and features the Jacobian is that of the residuals, and training finds the solution") {
  Problem problem = test::poisson_1d(1);
  problem.networks[0].hidden = {8, 8};
  problem.networks[0].inputs = {InputFeature{{0}}, InputFeature{{0}, RandomFourier{.features = 2}}};
  problem.ansatz.push_back(
      {0, [](const PointScope& at, ad::Expr net) { return at.coordinate(0) * (1.0 - at.coordinate(0)) * net; }});
  problem.stages = {Lm{.steps = 30}};
  ad::Workers workers(1);
  const Loss loss(problem);
  CompiledResiduals residuals(loss, workers);
  const std::vector<double>& theta = loss.trial().parameters().start();
  optimise::Vector start(theta.begin(), theta.end()), forward = start, back = start;
  const std::size_t n = residuals.size(), m = residuals.residual_count(), probe = 5;
  optimise::Vector J(m * n), r_forward(m), r_back(m);
  residuals.jacobian_rows(start, 0, m, J);
  forward[probe] += 1e-6;
  back[probe] -= 1e-6;
  residuals.residuals(forward, r_forward);
  residuals.residuals(back, r_back);
  for (std::size_t i = 0; i < m; ++i)
    CHECK(J[i * n + probe] == doctest::Approx((r_forward[i] - r_back[i]) / 2e-6).epsilon(1e-5).scale(1));

  Solver solver(problem);
  const Outcome outcome = solver.train();
  CHECK(outcome.last.errors[0].l2_relative < 1e-6);
  CHECK(outcome.last.terms[1].value < 1e-30);  // the ends, met exactly
}

TEST_CASE("an ansatz or an input without sense is refused") {
  Problem problem = test::small_burgers();
  const AnsatzField plain{0, [](const PointScope&, ad::Expr net) { return net; }};
  problem.ansatz = {plain, plain};
  CHECK_THROWS_WITH_AS(Loss{problem}, "field `u` has two ansatz formulas", UserError);
  problem.ansatz = {{0, [](const PointScope& at, ad::Expr net) { return net * at.field(0); }}};
  CHECK_THROWS_AS(Loss{problem}, UserError);
  problem.ansatz = {{7, plain.value}};
  CHECK_THROWS_AS(Loss{problem}, UserError);
  problem.ansatz.clear();
  problem.networks[0].inputs = {InputFeature{{2}, Periodic{}}};
  CHECK_THROWS_AS(Loss{problem}, UserError);
  problem.networks[0].inputs = {InputFeature{{0}, RandomFourier{.features = 4, .scale = 0}}};
  CHECK_THROWS_AS(Loss{problem}, UserError);
}
