// What equations of text are worth, against the same equations written by hand.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <cmath>

#include "test_scope.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using ansatz::test::FieldFunction;
using ansatz::test::GivenFields;

namespace {

std::string first_error(const Compilation& compiled) {
  for (const Diagnostic& d : compiled.diagnostics)
    if (d.severity() == Severity::error) return fmt::format("{} {}", d.number(), d.message);
  return "";
}

Problem problem_of(const std::string& text, const std::vector<Override>& overrides = {}) {
  Compilation compiled = compile_text("test.pde", text, ".", overrides);
  REQUIRE_MESSAGE(compiled.problem.has_value(), first_error(compiled));
  return std::move(*compiled.problem);
}

const std::vector<std::vector<double>> points{{-0.9, -0.2, 0.3, 0.8}, {0.1, 0.4, 0.6, 0.9}};

/// u = sin(2x) exp(-t)
ad::Expr wave(ad::Expr at) { return ad::sin(2.0 * at[0]) * ad::exp(-at[1]); }

/// The first residual of the first condition at the points above, for u = wave.
std::vector<double> residual(const Problem& problem) {
  const GivenFields scope(2, {wave});
  return scope.evaluate({problem.conditions.at(0).residuals(scope).at(0)}, points).at(0);
}

const std::string plane = "domain x in [-1, 1]\ntime t in [0, 1]\nfield u\nic u = 0\nbc u = 0 on boundary\n";
std::string with_equation(const std::string& equation) { return "eq " + equation + "\n" + plane; }

/// What `e` is worth at the points above: from the residual of u = e.
static std::vector<double> worth(const std::string& e) {
  std::vector<double> values = residual(problem_of(with_equation("u + 0*u_t = " + e)));
  for (std::size_t p = 0; p < values.size(); ++p)
    values[p] = std::sin(2 * points[0][p]) * std::exp(-points[1][p]) - values[p];
  return values;
}

}  // namespace

TEST_CASE("Korteweg-de Vries as text equals the formula by hand") {
  const std::vector<double> values = residual(problem_of(with_equation("u_t + u_xxx + 6*u*u_x = 0")));
  for (std::size_t p = 0; p < values.size(); ++p) {
    const double x = points[0][p], e = std::exp(-points[1][p]), s = std::sin(2 * x) * e, c = std::cos(2 * x) * e;
    CHECK(values[p] == doctest::Approx(-s - 8 * c + 6 * s * 2 * c).epsilon(1e-12));
  }
}

TEST_CASE("every way to write a derivative gives the same residual") {
  const std::vector<double> reference = residual(problem_of(with_equation("u_xxt = 0")));
  for (const char* other : {"u_xtx = 0", "u_txx = 0", "dx(dx(dt(u))) = 0", "d(u, x, x, t) = 0", "dx(u_xt) = 0",
                            "lap(u_t) = 0", "div(grad(u_t)) = 0", "0 = -u_xxt", "d(u_t, x, x) = 0"}) {
    CAPTURE(other);
    const std::vector<double> values = residual(problem_of(with_equation(other)));
    for (std::size_t p = 0; p < values.size(); ++p) CHECK(values[p] == doctest::Approx(reference[p]).epsilon(1e-13));
  }
}

TEST_CASE("derivatives of whole expressions follow the product and chain rules") {
  const std::vector<double> values = residual(problem_of(with_equation("dx(x*u^2) = u^2 + 2*x*u*u_x")));
  for (const double value : values) CHECK(std::abs(value) < 1e-14);
}

TEST_CASE("a name is split into coordinates in the one way there is") {
  const std::string text =
      "domain (x, xi) in rect([-1, 0], [1, 1])\nfield u, u_a\neq u_xix + u_a_xi = 0\neq u_xixi = u_a\n"
      "bc u = 0, u_a = 0 on boundary\n";
  const Problem problem = problem_of(text);
  const GivenFields scope(2, {wave, [](ad::Expr at) { return at[0] * at[1] * at[1]; }});
  const auto values = scope.evaluate({problem.conditions[0].residuals(scope)[0]}, points).at(0);
  for (std::size_t p = 0; p < values.size(); ++p) {
    const double x = points[0][p], xi = points[1][p];
    CHECK(values[p] == doctest::Approx(-2 * std::cos(2 * x) * std::exp(-xi) + 2 * x * xi).epsilon(1e-12));
  }
}

TEST_CASE("arguments of functions hide coordinates, and definitions see only their own arguments") {
  const std::vector<double> values = residual(problem_of("let f(x) = x^2 + g\nlet g = 3*x\nlet h(t, x) = f(t) - x\n" +
                                                         with_equation("u_t = f(2*t) + h(x, u)")));
  for (std::size_t p = 0; p < values.size(); ++p) {
    const double x = points[0][p], t = points[1][p], u = std::sin(2 * x) * std::exp(-t);
    CHECK(values[p] == doctest::Approx(-u - (4 * t * t + 3 * x) - (x * x + 3 * x - u)).epsilon(1e-12));
  }
}

TEST_CASE("sixty doublings by a definition are sixty additions") {
  std::string values = "let a0 = u\n", functions = "let f0(z) = z\n";
  for (int i = 1; i <= 60; ++i) {
    values += fmt::format("let a{} = a{} + a{}\n", i, i - 1, i - 1);
    functions += fmt::format("let f{}(z) = f{}(z) + f{}(z)\n", i, i - 1, i - 1);
  }
  for (const std::string& text : {values + with_equation("u_t = a60"), functions + with_equation("u_t = f60(u)")}) {
    const Problem problem = problem_of(text);
    const GivenFields scope(2, {wave});
    const ad::Expr r = problem.conditions[0].residuals(scope)[0];
    CHECK(scope.graph().size() < 200);
    const auto result = scope.evaluate({r}, points).at(0);
    const double u = std::sin(2 * points[0][0]) * std::exp(-points[1][0]);
    CHECK(result[0] == doctest::Approx(-u - std::ldexp(u, 60)).epsilon(1e-12));
  }
}

TEST_CASE("conditionals, chains of comparisons and words of logic") {
  const std::vector<double> values =
      worth("if -0.5 < x <= 0.3 and not t > 0.5 then 1 else if x > 0.5 or x == -0.9 then 2 else 3");
  const double expected[] = {2, 1, 3, 2};
  for (std::size_t p = 0; p < 4; ++p) CHECK(values[p] == doctest::Approx(expected[p]).epsilon(1e-14));
}

TEST_CASE("numbers, powers, constants and functions") {
  const double x = points[0][1];
  const std::pair<const char*, double> cases[] = {
      {"1/4", 0.25},
      {"-2^2", -4},
      {"2^3^2", 512},
      {"2^-1", 0.5},
      {"pi", 3.141592653589793},
      {"π", 3.141592653589793},
      {"max(2, min(5, 3))", 3},
      {"x**2", x * x},
      {"x^3", x * x * x},
      {"2^x", std::exp2(x)},
      {"(x + 2)^0.5", std::sqrt(x + 2)},
      {"abs(x)", std::abs(x)},
      {"tanh(x) + cos(x)*exp(x)", std::tanh(x) + std::cos(x) * std::exp(x)},
      {"norm([3, x, 4 - x])", std::sqrt(9 + x * x + (4 - x) * (4 - x))},
  };
  for (const auto& c : cases) {
    CAPTURE(c.first);
    CHECK(worth(c.first)[1] == doctest::Approx(c.second).epsilon(1e-13));
  }
}

TEST_CASE("vector equations have one residual a component") {
  const std::string text =
      "param Re = 100\ndomain (x, y) in rect([0, 0], [1, 1])\nfield u, v, p\nlet V = [u, v]\n"
      "eq momentum: advect(V, V) + grad(p) = 1/Re*lap(V)\neq mass: div(V) = 0\neq spin: curl(V) = cross(V, [1, 2])\n"
      "bc u = 0, v = 0 on boundary\nbc p = 0 on point([0, 0])\n";
  const Problem problem = problem_of(text);
  const GivenFields scope(
      2, {[](ad::Expr at) { return at[0] * at[0] * at[1]; }, [](ad::Expr at) { return ad::sin(at[0]) * at[1]; },
          [](ad::Expr at) { return at[0] + 3.0 * at[1]; }});
  std::vector<ad::Expr> all;
  for (std::size_t i = 0; i < 3; ++i)
    for (const ad::Expr r : problem.conditions[i].residuals(scope)) all.push_back(r);
  REQUIRE(all.size() == 4);
  const auto values = scope.evaluate(all, points);
  for (std::size_t p = 0; p < 4; ++p) {
    const double x = points[0][p], y = points[1][p], u = x * x * y, v = std::sin(x) * y;
    CHECK(values[0][p] == doctest::Approx(u * 2 * x * y + v * x * x + 1 - 2 * y / 100).epsilon(1e-12));
    CHECK(values[1][p] ==
          doctest::Approx(u * std::cos(x) * y + v * std::sin(x) + 3 + std::sin(x) * y / 100).epsilon(1e-12));
    CHECK(values[2][p] == doctest::Approx(2 * x * y + std::sin(x)).epsilon(1e-12));
    CHECK(values[3][p] == doctest::Approx(std::cos(x) * y - x * x - (2 * u - v)).epsilon(1e-12));
  }
  CHECK(problem.conditions[4].region.places.at(0).kind == Place::Kind::point);
}

TEST_CASE("normals, unknowns and parameters reach the residual") {
  const Problem problem = problem_of(
      "param k = 2\nunknown c = 0.5 in [0, 1]\ndomain (x, y) in rect([0, 0], [1, 1])\nfield u\neq lap(u) = c\n"
      "bc film: k*dn(u) + dot(normal, [x, 2]) = c on x = 1 where y > 0.5 with weight = 7, points = 33\n",
      {{"k", "3"}});
  const Condition& film = problem.conditions.at(1);
  CHECK(film.weight == 7);
  CHECK(film.points == 33);
  REQUIRE(film.region.where);
  const double low[] = {1, 0.2}, high[] = {1, 0.8};
  CHECK(!film.region.where(low));
  CHECK(film.region.where(high));
  const GivenFields scope(2, {[](ad::Expr at) { return at[0] * at[0] * at[1]; }}, {0.25}, {0.6, 0.8});
  const auto values = scope.evaluate(film.residuals(scope), points).at(0);
  for (std::size_t p = 0; p < 4; ++p) {
    const double x = points[0][p], y = points[1][p];
    CHECK(values[p] == doctest::Approx(3 * (0.6 * 2 * x * y + 0.8 * x * x) + 0.6 * x + 1.6 - 0.25).epsilon(1e-12));
  }
}

TEST_CASE("fields and their derivatives elsewhere") {
  const Problem problem = problem_of(
      "domain x in [0, 1]\ntime t in [0, 1]\nfield u\neq u_t = u_xx\nic u = 0\n"
      "bc u(x = 0) = u(x = 1), u_x(x = 0) = u_x(x = 1), u_xt(x = t, t = 2*x) = 0 on x = 0\n");
  const GivenFields scope(2, {wave});
  const auto values = scope.evaluate(problem.conditions.at(2).residuals(scope), points);
  for (std::size_t p = 0; p < 4; ++p) {
    const double x = points[0][p], t = points[1][p];
    CHECK(values[0][p] == doctest::Approx(-std::sin(2.0) * std::exp(-t)).epsilon(1e-12));
    CHECK(values[1][p] == doctest::Approx((2 - 2 * std::cos(2.0)) * std::exp(-t)).epsilon(1e-12));
    CHECK(values[2][p] == doctest::Approx(-2 * std::cos(2 * t) * std::exp(-2 * x)).epsilon(1e-12));
  }
}

TEST_CASE("arguments of a `let` after the first are trained, from what the activation states") {
  const Problem problem = problem_of("param k = 2\nlet act(z, a, b) = a*tanh(b*z)\n" + with_equation("u_t = u_xx") +
                                     "network { activation = act(b = 1/k, a = k, per = neuron) }\n");
  const Activation& activation = problem.networks.at(0).activation;
  REQUIRE(activation.trained.size() == 2);
  CHECK(activation.trained[0].name == "a");
  CHECK(activation.trained[0].start == 2);
  CHECK(activation.trained[1].start == 0.5);
  CHECK(activation.per == PerWhat::neuron);
  ad::Graph graph;
  const ad::Expr z = graph.parameter("z", 3), a = graph.parameter("a", 3), b = graph.parameter("b", 3);
  const std::vector<ad::Expr> inputs{z, a, b}, outputs{activation.trainable(z, std::vector{a, b})};
  const std::vector<std::vector<double>> at{{-1, 0.5, 2}, {3, 4, 5}, {0.1, 0.2, 0.3}};
  const auto values = ad::evaluate_reference(inputs, outputs, at);
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(values[0][i] == doctest::Approx(at[1][i] * std::tanh(at[2][i] * at[0][i])).epsilon(1e-14));
}

TEST_CASE("functions of a sum are names, or `let`s of one argument, which need not outlive the compilation") {
  const Problem problem =
      problem_of("param k = 2\nlet wave(z) = sin(k*z)\n" + with_equation("u_t = u_xx") +
                 "network { adaptive = kronecker([tanh, wave], n = 4, per = neuron, recovery = 0.5) }\n");
  const auto* sum = problem.networks.at(0).adaptive->get_if<Kronecker>();
  REQUIRE(sum);
  CHECK(sum->n == 4);
  CHECK(sum->per == PerWhat::neuron);
  CHECK(sum->recovery == Schedule(0.5));
  REQUIRE(sum->functions.size() == 2);
  CHECK(sum->functions[0] == elementwise("tanh"));
  CHECK(sum->functions[1].name() == "wave");
  ad::Graph graph;
  const ad::Expr z = graph.parameter("z", 3);
  const std::vector<std::vector<double>> at{{-1, 0.5, 2}};
  const auto values = ad::evaluate_reference(std::vector{z}, std::vector{sum->functions[1].method().value(z)}, at);
  for (std::size_t i = 0; i < 3; ++i) CHECK(values[0][i] == doctest::Approx(std::sin(2 * at[0][i])).epsilon(1e-14));
}

TEST_CASE("a `let` of one argument is an activation") {
  const Problem problem = problem_of("param b = 1\nlet swish(z) = z/(1 + exp(-b*z))\n" + with_equation("u_t = u_xx") +
                                     "network { activation = swish }\n");
  ad::Graph graph;
  const ad::Expr z = graph.parameter("z", 3);
  const std::vector<ad::Expr> inputs{z}, outputs{problem.networks.at(0).activation.function(z)};
  const std::vector<std::vector<double>> at{{-1, 0.5, 2}};
  const auto values = ad::evaluate_reference(inputs, outputs, at);
  for (int i = 0; i < 3; ++i)
    CHECK(values[0][static_cast<std::size_t>(i)] ==
          doctest::Approx(at[0][static_cast<std::size_t>(i)] / (1 + std::exp(-at[0][static_cast<std::size_t>(i)]))));
}
