// From a problem to its loss: what is summed over which points, and its gradient.
#include "loss/loss.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"
#include "bench/workload.hpp"
#include "problems.hpp"

using namespace ansatz;

namespace {

const PointGroup& group_of(const Loss& loss, std::size_t condition) {
  for (const PointGroup& group : loss.groups())
    for (const std::size_t c : group.conditions)
      if (c == condition) return group;
  FAIL("condition without points");
  return loss.groups().front();
}

double mean_square(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value * value / static_cast<double>(values.size());
  return sum;
}

}  // namespace

TEST_CASE("the 400 data points of Burgers: half to the start, a quarter to each wall, one mean over all") {
  const Problem problem = make_workload("burgers");
  const Loss loss(problem);
  CHECK(group_of(loss, 0).points.count == 10'000);
  CHECK(group_of(loss, 0).share == 1);
  CHECK(group_of(loss, 1).points.count == 200);
  const PointSet& walls = group_of(loss, 2).points;
  CHECK(walls.count == 200);
  CHECK(std::count(walls.points.begin(), walls.points.begin() + 200, -1.0) == 100);
  CHECK(group_of(loss, 1).share == 0.5);
  CHECK(group_of(loss, 2).share == 0.5);
  CHECK(loss.trial().parameters().size() == 2301);
}

TEST_CASE("terms are weighted means of squared residuals, and add up") {
  const Problem problem = test::small_burgers();
  const Loss loss(problem);
  CHECK(loss.term_names() == std::vector<std::string>{"burgers", "start", "walls", "recovery"});
  std::vector<ad::Expr> outputs = loss.terms();
  outputs.push_back(loss.total());
  for (const Residual& residual : loss.residuals()) outputs.push_back(residual.value);
  const auto values = test::reference(loss, outputs);
  CHECK(values[0][0] == doctest::Approx(mean_square(values[5])).epsilon(1e-13));
  // start and walls share 20 points: together one mean over the 20
  CHECK(values[6].size() + values[7].size() == 20);
  CHECK(values[1][0] == doctest::Approx(0.5 * mean_square(values[6])).epsilon(1e-13));
  CHECK(values[2][0] == doctest::Approx(3 * 0.5 * mean_square(values[7])).epsilon(1e-13));
  CHECK(values[3][0] == doctest::Approx(0.5 * std::exp(-0.2)).epsilon(1e-13));
  CHECK(values[4][0] == doctest::Approx(values[0][0] + values[1][0] + values[2][0] + values[3][0]).epsilon(1e-14));
}

TEST_CASE("conditions that share points are one mean, or with `each` a mean of each") {
  Problem problem = test::small_burgers();
  problem.conditions[2].weight = 1;
  const auto data_terms = [&](Mean mean) {
    problem.weighting.mean = mean;
    const Loss loss(problem);
    std::vector<ad::Expr> outputs{loss.terms()[1] + loss.terms()[2]};
    for (const Residual& residual : loss.residuals()) outputs.push_back(residual.value);
    const auto values = test::reference(loss, outputs);
    std::vector<double> together = values[2];
    together.insert(together.end(), values[3].begin(), values[3].end());
    const double each = mean_square(values[2]) + mean_square(values[3]);
    return std::array{values[0][0], mean == Mean::joint ? mean_square(together) : each};
  };
  for (const Mean mean : {Mean::joint, Mean::each}) {
    const auto [found, expected] = data_terms(mean);
    CHECK(found == doctest::Approx(expected).epsilon(1e-13));
  }
}

TEST_CASE("the gradient of the whole loss agrees with central differences") {
  const Problem problem = test::small_burgers();
  const Loss loss(problem);
  const auto gradient = test::reference(loss, ad::grad(loss.total(), loss.trial().parameters().leaves()));
  std::vector<double> flat;
  for (const auto& part : gradient) flat.insert(flat.end(), part.begin(), part.end());
  const std::vector<double>& theta = loss.trial().parameters().start();
  REQUIRE(flat.size() == theta.size());
  const Stream random(3, "directions");
  for (std::uint64_t trial = 0; trial < 5; ++trial) {
    const double h = 1e-5;
    std::vector<double> plus = theta, minus = theta;
    double slope = 0;
    for (std::size_t i = 0; i < theta.size(); ++i) {
      const double direction = random.normal(trial * theta.size() + i);
      plus[i] += h * direction;
      minus[i] -= h * direction;
      slope += flat[i] * direction;
    }
    const std::vector<ad::Expr> total{loss.total()};
    const double difference = test::reference(loss, total, plus)[0][0] - test::reference(loss, total, minus)[0][0];
    CHECK(difference / (2 * h) == doctest::Approx(slope).epsilon(1e-7));
  }
}

TEST_CASE("splitting a vector equation or a wall leaves the loss as it is") {
  const auto total = [](bool split) {
    Problem problem = test::small_burgers();
    problem.networks[0].adaptive->set("recovery", 0.0);
    problem.sampling.method = GridPoints{};
    const auto two = [](const PointScope& at) -> Residuals {
      return {at.field(0) - 1.0, at.derivative(at.field(0), 0)};
    };
    problem.conditions[1].residuals = two;
    if (split) {
      problem.conditions[1].residuals = [](const PointScope& at) -> Residuals { return {at.field(0) - 1.0}; };
      problem.initial("slope", [](const PointScope& at) { return at.derivative(at.field(0), 0); });
      const Coordinate x = problem.coordinate_named("x");
      problem.conditions[2].region = on(x, -1);
      problem.conditions.push_back(problem.conditions[2]);
      problem.conditions.back().name = "right";
      problem.conditions.back().region = on(x, 1);
    }
    const Loss loss(problem);
    return test::reference(loss, std::vector{loss.total()})[0][0];
  };
  CHECK(total(true) == doctest::Approx(total(false)).epsilon(1e-13));
}

TEST_CASE("equations share their points; a condition with its own number of points is a mean of its own") {
  Problem problem = test::small_burgers();
  problem.conditions.push_back(problem.conditions[0]);
  problem.conditions.back().name = "again";
  problem.conditions[2].points = 7;
  const Loss loss(problem);
  CHECK(&group_of(loss, 0) == &group_of(loss, 3));
  CHECK(group_of(loss, 2).share == 1);
  CHECK(group_of(loss, 1).share == 1);
  CHECK(group_of(loss, 1).points.count == 20);
  CHECK(group_of(loss, 2).points.count == 7);
}

TEST_CASE("a predicate selects among the points of an equation") {
  Problem problem = test::small_burgers();
  problem.conditions[0].region.where = [](const double* point) { return point[0] > 0.5; };
  const Loss loss(problem);
  const PointSet& points = group_of(loss, 0).points;
  CHECK(points.count > 0);
  CHECK(points.count < 50);
  for (std::size_t p = 0; p < points.count; ++p) CHECK(points.points[p] > 0.5);
  problem.conditions[0].region.where = [](const double*) { return false; };
  CHECK_THROWS_AS(Loss{problem}, UserError);
}

TEST_CASE("a field at another place, and its derivative through the place") {
  Problem problem = test::small_burgers();
  problem.conditions[0].residuals = [](const PointScope& at) -> Residuals {
    const ad::Expr x = at.coordinate(0), t = at.coordinate(1);
    const std::vector<ad::Expr> here{x, t}, doubled{0.5 * x, t}, edge{at.graph().constant(1), t};
    const ad::Expr u = at.field(0);
    return {at.field_at(0, here) - u, at.derivative(at.field_at(0, edge), 0),
            at.unknown(0) * (at.field_at(0, doubled) - u)};
  };
  const Loss loss(problem);
  const std::vector<ad::Expr> outputs{loss.residuals()[0].value, loss.residuals()[1].value, loss.residuals()[2].value};
  const auto values = test::reference(loss, outputs);
  for (std::size_t p = 0; p < values[0].size(); ++p) {
    CHECK(std::abs(values[0][p]) < 1e-15);
    CHECK(values[1][p] == 0);
  }
  CHECK(mean_square(values[2]) > 0);
}

TEST_CASE("names of terms are told apart") {
  Problem problem = test::small_burgers();
  problem.conditions[1].name = "recovery";
  CHECK(Loss(problem).term_names() == std::vector<std::string>{"burgers", "recovery", "walls", "recovery/network"});
  problem.conditions[1].name = "walls";
  CHECK_THROWS_AS(Loss{problem}, UserError);
}

TEST_CASE("residuals without sense are refused by the name of their condition") {
  Problem problem = test::small_burgers();
  problem.conditions[1].residuals = [](const PointScope& at) -> Residuals { return {at.normal(0)}; };
  CHECK_THROWS_AS(Loss{problem}, UserError);
  problem.conditions[1].residuals = [](const PointScope&) -> Residuals { return {}; };
  CHECK_THROWS_WITH_AS(Loss{problem}, "condition `start` states no residual", UserError);
}

TEST_CASE("other starts are those of other seeds, each its own and always the same; after a window there is none") {
  const Problem problem = test::small_burgers();
  const Loss loss(problem);
  std::vector<double> first(loss.start().size()), again(first.size()), second(first.size());
  CHECK(loss.another_start(1, first));
  CHECK(loss.another_start(1, again));
  CHECK(loss.another_start(2, second));
  CHECK(first == again);
  CHECK(first != second);
  CHECK(first != loss.start());
  Problem seeded = problem;
  seeded.compute.seed = Stream(problem.compute.seed, "another start").bits(1);
  CHECK(first == Loss(seeded).start());
  const WindowBefore before{problem, loss.start()};
  CHECK(!Loss(problem, ResidualForm::collapsed, &before).another_start(1, again));
  CHECK(again == first);
}
