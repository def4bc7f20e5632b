// Windows of time: cut, carried on, joined, resumed, refused.
#include "windows.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"
#include "compiled_loss.hpp"
#include "evaluation.hpp"
#include "files.hpp"
#include "loss.hpp"
#include "problems.hpp"

using namespace ansatz;

namespace {

using test::Residuals;

constexpr double pi = std::numbers::pi;

ExactField exact(std::function<double(const double* point)> u, std::size_t dimensions) {
  return {0,
          [u = std::move(u), dimensions](const double* points, std::size_t count, double* values) {
            for (std::size_t p = 0; p < count; ++p) values[p] = u(points + p * dimensions);
          },
          {}};
}

/// u' = -u, u = 1 at the start.
Problem decay(std::size_t windows) {
  Problem problem;
  problem.domain.time.emplace("t");
  problem.domain.times = {0, 3};
  problem.fields = {"u"};
  problem.conditions.push_back(test::condition(ConditionKind::equation, "decay", [](const PointScope& at) {
    return Residuals{at.derivative(at.field(0), 0) + at.field(0)};
  }));
  problem.conditions.push_back(test::condition(ConditionKind::initial, "start",
                                               [](const PointScope& at) { return Residuals{at.field(0) - 1.0}; }));
  problem.exact.push_back(exact([](const double* t) { return std::exp(-*t); }, 1));
  problem.sampling.equation = 40;
  problem.sampling.boundary = 1;
  problem.sampling.windows = windows;
  problem = test::with_network(std::move(problem), {10, 10}, 30, 5e-3);
  return problem;
}

/// u_tt = u_xx on [0, 1] with u = sin(pi x), u_t = 0 at the start, u = 0 on the walls.
Problem wave(std::size_t windows) {
  Problem problem;
  problem.domain.space = {"x"};
  problem.domain.shape = make_box({0}, {1});
  problem.domain.time.emplace("t");
  problem.domain.times = {0, 1};
  problem.fields = {"u"};
  problem.conditions.push_back(test::condition(ConditionKind::equation, "wave", [](const PointScope& at) {
    const auto twice = [&](std::size_t i) { return at.derivative(at.derivative(at.field(0), i), i); };
    return Residuals{twice(1) - twice(0)};
  }));
  problem.conditions.push_back(test::condition(ConditionKind::initial, "height", [](const PointScope& at) {
    return Residuals{at.field(0) - ad::sin(pi * at.coordinate(0))};
  }));
  problem.conditions.push_back(test::condition(ConditionKind::initial, "velocity", [](const PointScope& at) {
    return Residuals{at.derivative(at.field(0), 1)};
  }));
  Condition walls =
      test::condition(ConditionKind::boundary, "walls", [](const PointScope& at) { return Residuals{at.field(0)}; });
  walls.region.places = {test::face(0, 0), test::face(0, 1)};
  problem.conditions.push_back(walls);
  problem.exact.push_back(exact([](const double* at) { return std::sin(pi * at[0]) * std::cos(pi * at[1]); }, 2));
  problem.sampling.equation = 250;
  problem.sampling.boundary = 60;
  problem.sampling.windows = windows;
  return test::with_network(std::move(problem), {12, 12}, 30, 5e-3);
}

Problem by_lm(Problem problem, std::uint64_t steps) {
  LmStage lm;
  lm.steps = steps;
  problem.stages = {lm};
  return problem;
}

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

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

/// Terms of the loss at theta.
std::vector<double> terms(const Problem& problem, const Loss& loss, const std::vector<double>& theta) {
  ad::Workers workers(1);
  CompiledLoss compiled(loss, problem.compute.precision, workers);
  compiled.evaluate(theta);
  return {compiled.terms().begin(), compiled.terms().end()};
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

TEST_CASE("at the seam an initial condition compares with the window before, values and derivatives") {
  const Problem problem = wave(2);
  const std::vector<Window> windows = cut(problem);
  REQUIRE(windows.size() == 2);
  const std::vector<double> before = Loss(windows[0].problem).start();
  const WindowBefore solved{windows[0].problem, before};
  const Loss loss(windows[1].problem, ResidualForm::collapsed, &solved);
  CHECK(loss.start() == before);
  for (const PointGroup& group : loss.groups())
    if (group.kind == ConditionKind::initial)
      for (std::size_t p = 0; p < group.points.count; ++p) CHECK(group.points.points[group.points.count + p] == 0.5);

  // Inputs are scaled to [-1, 1]: the second window reads s - 2 where the first one reads s. Biases of the first layer
  // that make up for that give the same function of x and t.
  std::vector<double> shifted = before;
  for (std::size_t neuron = 0; neuron < 12; ++neuron) shifted[24 + neuron] += 2 * before[2 * neuron + 1];
  const std::vector<double> equal = terms(problem, loss, shifted), other = terms(problem, loss, before);
  for (const std::size_t condition : {1, 2}) {
    CHECK(equal[condition] < 1e-28);
    CHECK(other[condition] > 1e-6);
  }
}

TEST_CASE("windows have the evaluation points of their times, each point once") {
  const Problem problem = wave(4);
  std::vector<std::size_t> seen;
  const PointSet all = evaluation_points(problem);
  std::size_t k = 0;
  for (const Window& window : cut(problem)) {
    const Interval times = window.problem.domain.times;
    CHECK(times.lower == 0.25 * static_cast<double>(k));
    CHECK(times.upper == 0.25 * static_cast<double>(k + 1));
    for (std::size_t i = 0; i < window.members.size(); ++i) {
      const double t = all.points[all.count + window.members[i]];
      CHECK(window.points.points[window.points.count + i] == t);
      CHECK(times.lower <= t);
      CHECK((t < times.upper || t == 1));
      seen.push_back(window.members[i]);
    }
    ++k;
  }
  std::sort(seen.begin(), seen.end());
  REQUIRE(seen.size() == all.count);
  for (std::size_t p = 0; p < seen.size(); ++p) CHECK(seen[p] == p);
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
  problem.networks[0].adaptive = {Adaptation::nlaaf, 5, 1, true};
  problem.sampling.resample = 8;
  problem.weighting.causal = 1;
  AdamStage second = std::get<AdamStage>(problem.stages[0]);
  second.steps = 11;
  problem.stages.push_back(second);
  Solver whole(problem);
  const std::vector<double> expected = numbers_of(whole);

  const auto stops = [](std::uint64_t step, std::size_t window) {
    return [=](const Progress& row) { return row.step != step || row.window != window; };
  };
  for (const auto& [step, window] : {std::pair{17, 1}, {41, 1}, {41, 2}, {58, 2}, {82, 3}}) {
    CAPTURE(step);
    CAPTURE(window);
    Solver before(problem), after(problem);
    const Outcome stopped = before.train(stops(static_cast<std::uint64_t>(step), static_cast<std::size_t>(window)));
    CHECK(stopped.status == Status::interrupted);
    CHECK(stopped.last.step == static_cast<std::uint64_t>(step));
    CHECK(stopped.last.window == static_cast<std::size_t>(window));
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

TEST_CASE("windows are refused where the problem needs all times at once, or none") {
  const auto refused = [](const char* why, const std::function<void(Problem&)>& change) {
    Problem problem = wave(2);
    change(problem);
    CAPTURE(why);
    try {
      Solver solver(problem);
      FAIL_CHECK("not refused");
    } catch (const UserError& error) {
      CHECK_MESSAGE(std::string(error.what()).find(why) != std::string::npos, error.what());
    }
  };
  refused("at least 1 window", [](Problem& p) { p.sampling.windows = 0; });
  refused("has no time", [](Problem& p) {
    p = test::poisson_1d(10);
    p.sampling.windows = 2;
  });
  refused("no initial condition", [](Problem& p) { p.conditions.erase(p.conditions.begin() + 1, p.conditions.end()); });
  refused("unknowns", [](Problem& p) { p.unknowns = {{"k", 1, std::nullopt}}; });
  refused("ansatz", [](Problem& p) { p.ansatz = {{0, [](const PointScope&, ad::Expr net) { return net; }}}; });
  refused("fitted", [](Problem& p) {
    p.conditions.push_back(
        test::condition(ConditionKind::fit, "values", [](const PointScope& at) { return Residuals{at.field(0)}; }));
  });
  refused("`walls` holds at one time", [](Problem& p) { p.conditions[3].region.places.push_back(test::face(1, 1)); });
  refused("repeat itself", [](Problem& p) {
    InputFeature feature;
    feature.kind = InputFeature::Kind::periodic;
    feature.coordinates = {1};
    p.networks[0].inputs = {feature};
  });
  refused("another time", [](Problem& p) {
    p.conditions[0].residuals = [](const PointScope& at) {
      const std::vector<ad::Expr> start{at.coordinate(0), at.graph().constant(0)};
      return Residuals{at.field_at(0, start)};
    };
  });
  refused("in window 2 of 2",
          [](Problem& p) { p.conditions[3].region.where = [](const double* at) { return at[1] < 0.25; }; });
}
