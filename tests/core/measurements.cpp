// Data: what is drawn of a table, how a fit to it reaches the loss, and equations at its points.
#include "ansatz/core/measurements.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/optimise/team.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/train.hpp"
#include "files.hpp"
#include "loss/compiled_residuals.hpp"
#include "problems.hpp"

using namespace ansatz;

namespace {

/// exp(-1.7 t) at equal steps of t.
Measurements decay(std::size_t count) {
  Measurements table{count, {}, {{}}};
  for (std::size_t p = 0; p < count; ++p) {
    const double t = static_cast<double>(p) / static_cast<double>(count - 1);
    table.points.push_back(t);
    table.values[0].push_back(std::exp(-1.7 * t));
  }
  return table;
}

/// u' = -k u with values of u at some points.
Problem decay_problem(Measurements data, bool equations_at_data) {
  Problem problem("decay");
  const Coordinate t = problem.time("t", 0, 1);
  const Field u = problem.field("u");
  const Unknown k = problem.unknown("k", 1);
  problem.exact_of(k, 1.7);
  problem.equation("decay", [=](At at) { return at.d(u, t) + at(k) * at(u); });
  problem.data("obs", {u}, std::move(data));
  problem.sampling.equation = 60;
  if (equations_at_data) problem.sample_at(problem.conditions[1]);
  test::settle(problem, {10}, 1, 1e-2);
  problem.stages = {Lm{.steps = 60}};
  return problem;
}

}  // namespace

TEST_CASE("points are drawn by seed and name, without repetition, with their values") {
  const Measurements table = decay(101);
  const Measurements drawn = draw_measurements(table, 40, 0, 3, "obs");
  REQUIRE(drawn.count == 40);
  CHECK(std::set<double>(drawn.points.begin(), drawn.points.end()).size() == 40);
  for (std::size_t p = 0; p < 40; ++p) CHECK(drawn.values[0][p] == doctest::Approx(std::exp(-1.7 * drawn.points[p])));
  CHECK(draw_measurements(table, 40, 0, 3, "obs").points == drawn.points);
  CHECK(draw_measurements(table, 40, 0, 4, "obs").points != drawn.points);
  CHECK(draw_measurements(table, 40, 0, 3, "other").points != drawn.points);
  CHECK(draw_measurements(table, std::nullopt, 0, 3, "obs").count == 101);
  CHECK_THROWS_AS(draw_measurements(table, 102, 0, 3, "obs"), UserError);
}

TEST_CASE("noise is relative to the deviation of the values, and a point keeps its own") {
  const Measurements table = decay(20'001);
  const Measurements clean = draw_measurements(table, std::nullopt, 0, 3, "obs");
  const Measurements noisy = draw_measurements(table, std::nullopt, 0.1, 3, "obs");
  const Measurements few = draw_measurements(table, 100, 0.1, 3, "obs");
  CHECK(noisy.points == clean.points);
  CHECK(std::equal(few.values[0].begin(), few.values[0].end(), noisy.values[0].begin()));
  double mean = 0, square = 0, noise = 0;
  for (std::size_t p = 0; p < clean.count; ++p) mean += clean.values[0][p] / 20'001;
  for (std::size_t p = 0; p < clean.count; ++p) {
    square += std::pow(clean.values[0][p] - mean, 2);
    noise += std::pow(noisy.values[0][p] - clean.values[0][p], 2);
  }
  CHECK(std::sqrt(noise / square) == doctest::Approx(0.1).epsilon(0.02));
}

TEST_CASE("the loss of data is the mean square at its points; equations can hold there") {
  const Measurements data = draw_measurements(decay(200), 50, 0, 1, "obs");
  const Loss loss(decay_problem(data, true));
  REQUIRE(loss.groups().size() == 2);
  const PointSet& equation = loss.groups()[0].points;
  REQUIRE(equation.count == 60);  // the 50 points of data, and 10 drawn ones
  CHECK(std::equal(data.points.begin(), data.points.end(), equation.points.begin()));
  CHECK(equation.measured.empty());
  CHECK(loss.groups()[1].points.points == data.points);
  CHECK(loss.groups()[1].points.measured == data.values[0]);

  const std::vector<ad::Expr> outputs{loss.terms()[1], loss.residuals()[1].value};
  const auto values = test::reference(loss, outputs);
  double mean = 0;
  for (const double r : values[1]) mean += r * r / 50;
  CHECK(values[0][0] == doctest::Approx(mean).epsilon(1e-13));

  Problem fewer = decay_problem(data, true);
  fewer.sampling.equation = 20;
  const Loss some(fewer);
  CHECK(some.groups()[0].points.count == 20);
  CHECK(std::equal(data.points.begin(), data.points.begin() + 20, some.groups()[0].points.points.begin()));
}

TEST_CASE("an unknown is found from data, and its error is reported; other data are another problem") {
  const test::Folder folder;
  Solver solver(decay_problem(draw_measurements(decay(200), 50, 0, 1, "obs"), false));
  const Outcome outcome = solver.train();
  CHECK(outcome.last.unknowns[0] == doctest::Approx(1.7).epsilon(1e-5));
  write_history(folder / "history.csv", solver.problem(), outcome);
  const auto rows = test::read_csv(folder / "history.csv");
  const auto place = std::find(rows[0].begin(), rows[0].end(), "relative_error_k");
  REQUIRE(place != rows[0].end());
  const auto column = static_cast<std::size_t>(place - rows[0].begin());
  CHECK(std::stod(rows[1][column]) == doctest::Approx(0.7 / 1.7));
  CHECK(std::stod(rows.back()[column]) == doctest::Approx(std::abs(outcome.last.unknowns[0] - 1.7) / 1.7));

  solver.save(folder / "checkpoint");
  Solver same(decay_problem(draw_measurements(decay(200), 50, 0, 1, "obs"), false));
  CHECK_NOTHROW(same.restore(folder / "checkpoint"));
  Solver other(decay_problem(draw_measurements(decay(200), 50, 0.01, 1, "obs"), false));
  CHECK_THROWS_AS(other.restore(folder / "checkpoint"), UserError);
}

TEST_CASE("measured values exist at the points of data only") {
  Problem problem = decay_problem(draw_measurements(decay(20), 5, 0, 1, "obs"), false);
  problem.conditions[0].residuals = problem.conditions[1].residuals;
  CHECK_THROWS_WITH_AS(Loss{problem}, "values are measured at the points of data only", UserError);
}

TEST_CASE("an exact solution given as numbers is compared at its own points") {
  Problem problem = test::poisson_1d(200);
  problem.exact[0] = {0, {}, {0.5, 1.0, 0.25}};
  problem.evaluation_points = {0.1, 0.5, 0.8};
  Solver solver(problem);
  solver.train();
  const Evaluation values = solver.evaluate();
  REQUIRE(values.count == 3);
  CHECK(values.points == problem.evaluation_points);
  double difference = 0, worst = 0;
  for (std::size_t p = 0; p < 3; ++p) {
    const double error = values.values[0][p] - problem.exact[0].values[p];
    difference += error * error;
    worst = std::max(worst, std::abs(error));
  }
  CHECK(solver.errors()[0].l2_relative == doctest::Approx(std::sqrt(difference / (0.25 + 1 + 0.0625))));
  CHECK(solver.errors()[0].max == doctest::Approx(worst));
  problem.exact[0].values.pop_back();
  CHECK_THROWS_AS(Solver{problem}, UserError);
}
