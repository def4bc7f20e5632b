// A trained solution as a thing one can ask: values, derivatives, expressions, residuals, parameters; saved and loaded.
// What it says is compared with finite differences, with the evaluation grid of training, and with formulas by hand.
#include "ansatz/core/solution.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/train.hpp"
#include "files.hpp"
#include "problems.hpp"
#include "resumption.hpp"
#include "window_problems.hpp"

using namespace ansatz;

namespace {

const Coordinate x{0, "x"}, t{1, "t"};
const Field u{0, "u"};
const Unknown lambda{0, "lambda"};

/// One hidden layer of tanh in one coordinate, scaled to [-1, 1] over [0, 1], by its own parameters.
double by_hand(const Solution& s, double at, int derivatives) {
  const Parameter W1 = s.parameter("network/W1"), b1 = s.parameter("network/b1"), W2 = s.parameter("network/W2");
  double sum = derivatives == 0 ? s.parameter("network/b2")(0) : 0;
  for (std::size_t j = 0; j < W1.rows; ++j) {
    const double z = W1(j) * (2 * at - 1) + b1(j), v = std::tanh(z), slope = 1 - v * v;
    const double value[] = {v, 2 * W1(j) * slope, 4 * W1(j) * W1(j) * -2 * v * slope};
    sum += W2(0, j) * value[derivatives];
  }
  return sum;
}

Problem shallow(std::uint64_t steps) {
  Problem problem = test::poisson_1d(steps);
  problem.networks[0].hidden = {5};
  return problem;
}

}  // namespace

TEST_CASE("values and derivatives of a solution are those of its network, computed by hand from its parameters") {
  const Solution s = solve(shallow(20));
  CHECK(s.outcome().status == Status::finished);
  for (const double at : {0.0, 0.3, 1.0}) {
    CHECK(s(u, {at}) == doctest::Approx(by_hand(s, at, 0)).epsilon(1e-13));
    CHECK(s.derivative(u, {x}, {at}) == doctest::Approx(by_hand(s, at, 1)).epsilon(1e-12));
    CHECK(s.derivative(u, {x, x}, {at}) == doctest::Approx(by_hand(s, at, 2)).epsilon(1e-12));
  }
}

TEST_CASE("any expression of fields, coordinates and unknowns at any points, and the same bits on 1 and 3 threads") {
  Problem problem = test::small_burgers();
  std::vector<double> points;
  for (int i = 0; i < 3000; ++i) points.insert(points.end(), {std::sin(0.1 * i), 0.5 + 0.5 * std::cos(0.7 * i)});
  std::vector<std::vector<double>> found;
  for (const int threads : {1, 3}) {
    problem.compute.threads = threads;
    const Solution s = solve(problem);
    CHECK(s.threads() == threads);
    found.push_back(s.evaluate([](At at) { return at.d(u, t) + at(lambda) * at(u) * at.d(u, x) * at(x); }, points));
    const std::vector<double> value = s(u, points), u_t = s.derivative(u, {t}, points),
                              u_x = s.derivative(u, {x}, points);
    for (std::size_t p = 0; p < value.size(); p += 97)
      CHECK(found.back()[p] == doctest::Approx(u_t[p] + s(lambda) * value[p] * u_x[p] * points[2 * p]).epsilon(1e-12));
    // One point at a time, or all: the same numbers.
    CHECK(s(u, {points[20], points[21]}) == value[10]);
    CHECK(s.evaluate([](At at) { return at.constant(2); }, points).size() == 3000);
    CHECK(s.evaluate([](At at) { return at(u); }, std::vector<double>{}).empty());
  }
  CHECK(test::same_bits(found[0], found[1]));
}

TEST_CASE("a solution agrees to the bit with the values that training reports, windows of time included") {
  for (const std::size_t windows : {std::size_t{1}, std::size_t{3}}) {
    CAPTURE(windows);
    Solver solver(test::wave(windows));
    solver.train();
    const Solution s = solver.solution();
    CHECK(s.windows() == windows);
    const Evaluation grid = solver.evaluate();
    CHECK(test::same_bits(s(u, grid.points), grid.values[0]));
  }
}

TEST_CASE("a solution stays as it is when training goes on, and windows not reached have none") {
  Solver solver(test::decay(3));
  solver.train(test::until(5));
  const Solution early = solver.solution();
  CHECK(early.outcome().status == Status::interrupted);
  const double before = early(u, {0.5});
  CHECK(early.windows() == 1);
  CHECK(early.contains(std::vector<double>{0.5}));
  CHECK_FALSE(early.contains(std::vector<double>{1.5}));
  const Field field = u;
  CHECK_THROWS_WITH_AS(early(field, {1.5}),
                       "there is no solution at t = 1.5 yet: training has reached t = 1, window 1 of 3", UserError);
  CHECK(std::isnan(early.evaluate([](At at) { return at(u); }, std::vector{1.5}, Outside::not_a_number)[0]));
  solver.train();
  CHECK(early(u, {0.5}) == before);
  CHECK(solver.solution()(u, {0.5}) != before);
  CHECK(solver.solution()(u, {2.5}) == doctest::Approx(std::exp(-2.5)).epsilon(0.5));
}

TEST_CASE("unknowns and parameters by name") {
  const Solution s = solve(test::small_burgers());
  CHECK(s(lambda) == s.outcome().last.unknowns[0]);
  CHECK(s.parameter("lambda")(0) == s(lambda));
  CHECK(s.parameter("network/W2").rows == 5);
  CHECK(s.parameter("network/W2").columns == 6);
  CHECK(s.parameter("network/a1").rows == 6);
  CHECK(s.parameters().size() == 9);
  CHECK_THROWS_WITH_AS(s.parameter("network/W4"),
                       "nothing that was trained is called `network/W4`; there are network/W1, network/b1, network/W2, "
                       "network/b2, network/W3, network/b3, network/a1, network/a2, lambda",
                       UserError);
  CHECK_THROWS_AS(s.parameters(1), UserError);
}

TEST_CASE("residuals of conditions by name, at any points and at their own") {
  const Solution s = solve(test::small_burgers());
  const std::vector<double> points{0.2, 0.3, -0.9, 0.8};
  const auto burgers = s.residual("burgers", points);
  REQUIRE(burgers.size() == 1);
  const auto by_parts =
      s.evaluate([](At at) { return at.d(u, t) + at(lambda) * at(u) * at.d(u, x) - 0.1 * at.d(u, x, x); }, points);
  for (std::size_t p = 0; p < 2; ++p) CHECK(burgers[0][p] == doctest::Approx(by_parts[p]).epsilon(1e-12));
  const ResidualValues start = s.residual("start");
  REQUIRE(start.values[0].size() == 10);  // half of the points of the pool
  double square = 0;
  for (std::size_t p = 0; p < 10; ++p) {
    CHECK(start.points[2 * p + 1] == 0);
    CHECK(start.values[0][p] ==
          doctest::Approx(s(u, {start.points[2 * p], 0}) + std::sin(std::numbers::pi * start.points[2 * p]))
              .epsilon(1e-12));
    square += start.values[0][p] * start.values[0][p];
  }
  CHECK(s.outcome().last.terms[1].value == doctest::Approx(square / 20).epsilon(1e-10));
  CHECK_THROWS_WITH_AS(s.residual("heat", points),
                       "there is no condition `heat`; there are `burgers`, `start`, `walls`", UserError);
}

TEST_CASE("normals of a residual are those of the boundary") {
  Problem problem;
  const auto space = problem.space({"x", "y"}, disk({0, 0}, 2));
  const Coordinate y = space[1];
  problem.field("u");
  problem.equation("load", [](At at) { return at(u); });
  problem.boundary("flux", [=](At at) {
    const ad::Expr barely = 1e-300 * at(u);  // which changes no bit
    return Residuals{at.normal_derivative(u), at.normal(x) + barely, at.normal(y) + barely};
  });
  test::settle(problem, {6}, 5, 1e-3);
  const Solution s = solve(problem);
  for (int k = 0; k < 7; ++k) {
    const double n[] = {std::cos(0.9 * k), std::sin(0.9 * k)};
    const std::vector<double> point{2 * n[0], 2 * n[1]};  // may be outside by rounding
    const auto flux = s.residual("flux", point);
    CHECK(flux[1][0] == doctest::Approx(n[0]).epsilon(1e-9).scale(1));
    CHECK(flux[2][0] == doctest::Approx(n[1]).epsilon(1e-9).scale(1));
    CHECK(flux[0][0] ==
          doctest::Approx(n[0] * s.derivative(u, {x}, point)[0] + n[1] * s.derivative(u, {y}, point)[0]).epsilon(1e-8));
  }
  CHECK(s.residual("flux").values[0].size() > 100);
  CHECK_THROWS_WITH_AS(
      s.residual("flux", std::vector{0.5, 0.0}),
      "condition `flux` speaks of the normal, which exists on the boundary alone; x = 0.5, y = 0 is not on it",
      UserError);
}

TEST_CASE("points outside the domain, and numbers that are no points, are refused or not numbers") {
  const Solution s = solve(test::small_burgers());
  CHECK_THROWS_WITH_AS(s(u, {1.5, 0.5}),
                       "the point x = 1.5, t = 0.5 lies outside the domain, which is x in [-1, 1], t in [0, 1]",
                       UserError);
  CHECK_THROWS_AS(s(u, {0.5, -0.1}), UserError);
  CHECK_THROWS_AS(s(u, {std::numeric_limits<double>::quiet_NaN(), 0.1}), UserError);
  CHECK_THROWS_WITH_AS(s(u, {0.5}), "a point has 2 coordinates here; 1 number is given", UserError);
  CHECK_THROWS_AS(s(u, std::vector<double>(5)), UserError);
  CHECK(std::isfinite(s(u, {1 + 1e-12, 1 + 1e-12})));
  const std::vector<double> mixed{0.1, 0.1, 3, 0.1, 0.2, 0.2};
  const auto values = s.evaluate([](At at) { return at(u); }, mixed, Outside::not_a_number);
  CHECK(values[0] == s(u, {0.1, 0.1}));
  CHECK(std::isnan(values[1]));
  CHECK(values[2] == s(u, {0.2, 0.2}));
  CHECK_THROWS_AS(s(Field{0, "v"}, {0, 0}), UserError);
  CHECK_THROWS_AS(s(Field{1, "u"}, {0, 0}), UserError);
  CHECK_THROWS_AS(s(Unknown{0, "k"}), UserError);
  CHECK_THROWS_AS(s.derivative(u, {Coordinate{0, "y"}}, {0, 0}), UserError);
  CHECK_THROWS_AS(s.evaluate([](At at) { return at.normal(x); }, mixed, Outside::not_a_number), UserError);
  CHECK_THROWS_AS(s.evaluate([](const PointScope& at) { return at.field(3); }, mixed, Outside::not_a_number),
                  UserError);
}

TEST_CASE("a solution is saved and loaded without training, for the same trial solution alone") {
  const test::Folder folder;
  for (const Problem& problem : {test::small_burgers(), test::wave(2)}) {
    const Solution s = solve(problem);
    s.save(folder / "solution");
    Problem same = problem;  // what is no part of the trial solution may differ
    same.conditions.pop_back();
    same.stages.clear();
    same.compute.seed = 7;
    const Solution loaded = Solution::load(folder / "solution", same);
    const std::vector<double> points{0.1, 0.2, 0.3, 0.9};
    CHECK(test::same_bits(loaded(u, points), s(u, points)));
    CHECK(loaded.outcome().reason == s.outcome().reason);
    CHECK(loaded.outcome().history.size() == s.outcome().history.size());
    CHECK(loaded.outcome().last.loss == s.outcome().last.loss);

    const auto refused = [&](auto change, const std::string& part) {
      Problem other = problem;
      change(other);
      std::string message;
      try {
        Solution::load(folder / "solution", other);
      } catch (const UserError& error) {
        message = error.what();
      }
      CAPTURE(message);
      CHECK(message.find(part) != std::string::npos);
    };
    refused([](Problem& p) { p.networks[0].hidden = {6, 6}; }, "6-6 tanh");
    refused([](Problem& p) { p.domain.times.upper = 2; }, "t in [0, 2]");
    refused([](Problem& p) { p.fields[0] = "v"; }, "this is v in");
    refused([](Problem& p) { p.networks[0].normalise_inputs = false; }, "networks or ansatz formulas differ");
    refused([](Problem& p) { p.networks[0].activation.name = "sine"; }, "activation");
  }
  CHECK_THROWS_AS(Solution::load(folder / "nothing", test::small_burgers()), WorldFailure);
  const std::string good = read_whole(folder / "solution");
  for (std::size_t at = 0; at < good.size(); at += 37) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    write_whole(folder / "bad", bad);
    CHECK_THROWS_AS(Solution::load(folder / "bad", test::wave(2)), WorldFailure);
    write_whole(folder / "bad", good.substr(0, at));
    CHECK_THROWS_AS(Solution::load(folder / "bad", test::wave(2)), WorldFailure);
  }
}

TEST_CASE("a checkpoint is a solution as far as it has got") {
  const test::Folder folder;
  Solver solver(test::small_burgers());
  solver.train(test::until(10));
  solver.save(folder / "checkpoint");
  const Solution s = Solution::load(folder / "checkpoint", solver.problem());
  CHECK(s.outcome().status == Status::interrupted);
  CHECK(s.outcome().last.step == 10);
  CHECK(s(u, {0.3, 0.4}) == solver.solution()(u, {0.3, 0.4}));
  Solver other(solver.problem());
  other.restore(folder / "checkpoint");
  CHECK(other.solution()(u, {0.3, 0.4}) == s(u, {0.3, 0.4}));
}

TEST_CASE("a million points, compiled once") {
  const Solution s = solve(shallow(1));
  std::vector<double> points(1'000'000);
  for (std::size_t p = 0; p < points.size(); ++p) points[p] = static_cast<double>(p) / 999'999;
  const std::vector<double> values = s(u, points);
  CHECK(values.front() == s(u, {0}));
  CHECK(values.back() == s(u, {1}));
  CHECK(values[123'456] == s(u, {points[123'456]}));
}
