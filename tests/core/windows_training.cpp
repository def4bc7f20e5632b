// Runs over windows of time: solved, joined, stopped and resumed, the same on any number of threads.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"
#include "files.hpp"
#include "results/evaluation.hpp"
#include "resumption.hpp"
#include "window_problems.hpp"

using namespace ansatz;
using test::by_lm, test::decay, test::same_bits, test::wave;

namespace {

/// All numbers of a run but the seconds, and the solution.
std::vector<double> numbers(const Outcome& outcome, const Evaluation& evaluation) {
  std::vector<double> result;
  const auto add = [&](const Progress& row) {
    for (const std::uint64_t whole : {row.step, row.steps, row.draw, std::uint64_t{row.window}})
      result.push_back(static_cast<double>(whole));
    result.push_back(row.loss);
    for (const LossTerm& term : row.terms) result.push_back(term.value);
    for (const FieldError& error : row.errors) result.insert(result.end(), {error.l2_relative, error.max});
  };
  for (const Progress& row : outcome.history) add(row);
  add(outcome.last);
  for (const SlopeStatistics& slope : outcome.slopes)
    result.insert(result.end(), {static_cast<double>(slope.step), slope.mean, slope.deviation});
  result.insert(result.end(), evaluation.values[0].begin(), evaluation.values[0].end());
  return result;
}

std::vector<double> numbers_of(Solver& solver) {
  const Outcome outcome = solver.train();
  return numbers(outcome, solver.evaluate());
}

}  // namespace

TEST_CASE("a first-order equation in three windows: solved, and joined in the order of the grid") {
  Solver solver(by_lm(decay(3), 40));
  const Outcome outcome = solver.train();
  CHECK(outcome.status == Status::finished);
  CHECK(outcome.reason.starts_with("window 3 of 3"));
  CHECK(outcome.last.steps == 120);
  CHECK(outcome.last.window == 3);
  REQUIRE(outcome.last.errors.size() == 1);
  CHECK(outcome.last.errors[0].l2_relative < 1e-5);

  const Evaluation values = solver.evaluate();
  CHECK(values.points == point_by_point(evaluation_grid(solver.problem().domain)));
  double difference = 0, norm = 0, largest = 0;
  for (std::size_t p = 0; p < values.count; ++p) {
    const double wanted = std::exp(-values.points[p]), error = values.values[0][p] - wanted;
    CHECK(values.exact[0][p] == doctest::Approx(wanted));
    difference += error * error;
    norm += wanted * wanted;
    largest = std::max(largest, std::abs(error));
  }
  CHECK(outcome.last.errors[0].l2_relative == doctest::Approx(std::sqrt(difference / norm)));
  CHECK(outcome.last.errors[0].max == doctest::Approx(largest));

  std::uint64_t step = 0;
  std::size_t window = 1;
  for (const Progress& row : outcome.history) {
    CHECK(row.step >= step);
    CHECK(row.window >= window);
    CHECK(row.window <= window + 1);
    step = row.step;
    window = row.window;
  }
  CHECK(window == 3);
}

TEST_CASE("both conditions of a second-order equation are carried on") {
  Solver solver(by_lm(wave(2), 50));
  const Outcome outcome = solver.train();
  CHECK(outcome.last.errors[0].l2_relative < 2e-3);
}

TEST_CASE("a table at some times only leaves windows without points, and its values go where they belong") {
  Problem problem = by_lm(decay(3), 25);
  problem.evaluation_points = {2.5, 0.5, 3};
  problem.exact = {{0, {}, {std::exp(-2.5), std::exp(-0.5), std::exp(-3.0)}}};
  Solver solver(problem);
  const Outcome outcome = solver.train();
  CHECK(outcome.last.errors[0].max < 1e-3);
  const Evaluation values = solver.evaluate();
  CHECK(values.points == problem.evaluation_points);
  CHECK(values.exact[0] == problem.exact[0].values);
  for (const Progress& row : outcome.history)
    if (row.window == 2) CHECK(row.errors.empty());
}

TEST_CASE("a run that stops in a window, or between two, and goes on elsewhere is the run in one go") {
  const test::Folder folder;
  Problem problem = wave(3);
  problem.networks[0].adaptive = Nlaaf{.n = 5, .recovery = 1};
  problem.sampling.resample = 8;
  problem.weighting.causal = 1;
  problem.stages.push_back(problem.stages[0]);
  problem.stages[1].set("steps", 11.0);
  Solver whole(problem);
  const std::vector<double> expected = numbers_of(whole);

  struct Stop {
    std::uint64_t step;
    std::size_t window;
  };
  for (const Stop& stop : {Stop{17, 1}, {41, 1}, {41, 2}, {58, 2}, {82, 3}}) {
    CAPTURE(stop.step);
    CAPTURE(stop.window);
    Solver before(problem), after(problem);
    const Outcome stopped =
        before.train([&](const Progress& row) { return row.step != stop.step || row.window != stop.window; });
    CHECK(stopped.status == Status::interrupted);
    CHECK(stopped.last.step == stop.step);
    CHECK(stopped.last.window == stop.window);
    before.save(folder / "checkpoint");
    after.restore(folder / "checkpoint");
    CHECK(same_bits(numbers_of(after), expected));
    CHECK(same_bits(numbers_of(before), expected));
  }
  Solver again(problem);
  again.restore(folder / "checkpoint");
  whole.save(folder / "finished");
  again.restore(folder / "finished");
  CHECK(same_bits(numbers_of(again), expected));
  Solver other(wave(2));
  CHECK_THROWS_AS(other.restore(folder / "finished"), UserError);
}

TEST_CASE("what is not reached is not a number, and no error speaks of it") {
  Solver solver(by_lm(decay(3), 20));
  const Outcome outcome = solver.train([](const Progress& row) { return row.window < 2; });
  CHECK(outcome.status == Status::interrupted);
  CHECK(outcome.reason.find("window 2 of 3") != std::string::npos);
  const Evaluation values = solver.evaluate();
  for (std::size_t p = 0; p < values.count; ++p) {
    CHECK(std::isnan(values.values[0][p]) == (values.points[p] >= 2));
    CHECK(std::isfinite(values.exact[0][p]));
  }
  REQUIRE(outcome.last.errors.size() == 1);
  CHECK(std::isfinite(outcome.last.errors[0].l2_relative));
  CHECK(solver.errors()[0].l2_relative == outcome.last.errors[0].l2_relative);
}

TEST_CASE("a window that diverges ends the run and is named") {
  Problem problem = decay(3);
  problem.conditions[0].residuals = [](const PointScope& at) {
    return Residuals{at.derivative(at.field(0), 0) + ad::sqrt(1.0 - at.coordinate(0)) * at.field(0)};
  };
  const Outcome outcome = Solver(problem).train();
  CHECK(outcome.status == Status::diverged);
  CHECK(outcome.reason.starts_with("window 2 of 3: the loss is"));
  CHECK(outcome.last.step == 30);
}

TEST_CASE("windows give the same bits on 1 and 3 threads") {
  std::vector<std::vector<double>> found;
  for (const int threads : {1, 3}) {
    Problem problem = by_lm(wave(2), 8);
    problem.sampling.resample = 5;
    problem.compute.threads = threads;
    Solver solver(problem);
    found.push_back(numbers_of(solver));
  }
  CHECK(same_bits(found[0], found[1]));
}
