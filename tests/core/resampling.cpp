// Points that are drawn anew, batches of them, and those that follow the residual.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "ansatz/core/train.hpp"
#include "loss/compiled_loss.hpp"
#include "points/minibatch.hpp"
#include "points/refinement.hpp"
#include "problems.hpp"
#include "resumption.hpp"
#include "training/training_data.hpp"

using namespace ansatz;
using test::check_resumption, test::numbers;

namespace {

Adam adam(std::uint64_t steps, std::size_t batch = 0) { return {.steps = steps, .lr = 1e-2, .batch = batch}; }

Outcome run(const Problem& problem) {
  Solver solver(problem);
  return solver.train();
}

std::vector<Stage> every_kind_of_stage() {
  // Ten times the rate of sgd is about where its steps no longer converge here.
  return {adam(9),
          Lm{.steps = 9},
          SsBroyden{.steps = 9},
          Lbfgs{.steps = 9},
          NewtonCg{.steps = 9},
          Auto{.steps = 9},
          Sgd{.steps = 9, .lr = 1e-4}};
}

}  // namespace

TEST_CASE("a draw is decided by seed and number, keeps the count, and differs from every other draw") {
  Problem problem = test::small_burgers();
  problem.conditions.push_back(problem.conditions[0]);
  problem.conditions.back().name = "half";
  problem.conditions.back().region.where = [](const double* point) { return point[0] > 0; };
  const std::vector<PointGroup> groups = place_points(problem);
  REQUIRE(groups.size() == 4);
  for (const PointGroup& group : groups) {
    CAPTURE(group.name);
    std::set<std::vector<double>> seen{group.points.points};
    for (const std::uint64_t draw : {1, 2, 3}) {
      const PointSet points = redraw(problem, group, draw);
      CHECK(points.count == group.points.count);
      CHECK(points.normals.size() == group.points.normals.size());
      CHECK(seen.insert(points.points).second);
      CHECK(redraw(problem, group, draw).points == points.points);
      if (group.name == "half")
        for (std::size_t p = 0; p < points.count; ++p) CHECK(points.points[p] > 0);
    }
  }
}

TEST_CASE("points are drawn every so many steps, in every kind of stage, and the history says so") {
  Problem problem = test::small_burgers();
  problem.stages = every_kind_of_stage();
  problem.sampling.resample = 4;
  const Outcome outcome = run(problem);
  CHECK(outcome.status == Status::finished);
  REQUIRE(outcome.last.step > 40);
  for (const Progress& row : outcome.history)
    if (row.step < outcome.last.step) CHECK(row.draw == row.step / 4);
  // The step before a draw and the draw itself both change the loss; a second-order step alone never raises it.
  std::size_t raised = 0;
  for (std::size_t i = 1; i < outcome.history.size(); ++i) {
    const bool second_order = outcome.history[i].step > 9 && outcome.history[i].step <= 54;
    if (!second_order || outcome.history[i].loss <= outcome.history[i - 1].loss) continue;
    CHECK(outcome.history[i].draw != outcome.history[i - 1].draw);
    ++raised;
  }
  CHECK(raised > 0);
}

TEST_CASE(
    "under auto points are drawn anew where the equation holds less well at new ones, and stay where it does not") {
  const auto draws = [](Problem problem, double steepness, std::size_t points) {
    const Coordinate x = problem.coordinate_named("x");
    const Field u = problem.field_named("u");
    problem.conditions.clear();
    problem.equation("front", [=](At at) {
      const ad::Expr wide = ad::cosh(steepness * (at(x) - 0.37));
      return at.d(u, x) - steepness / (wide * wide);  // u = tanh(steepness (x - 0.37))
    });
    problem.exact.clear();
    problem.sampling.equation = points;
    problem.sampling.method = LatinHypercube{};
    problem.stages = {Auto{.steps = 40}};
    return run(problem).last.draw;
  };
  CHECK(draws(test::poisson_1d(1), 1, 200) == 0);
  CHECK(draws(test::poisson_1d(1), 200, 20) > 0);
}

TEST_CASE("a run with new points that is saved inside an interval goes on to the same bits, in every stage") {
  Problem problem = test::small_burgers();
  problem.stages = every_kind_of_stage();
  problem.sampling.resample = 4;
  check_resumption(problem, {2, 4, 7, 11, 12, 21, 30, 36, 41, 50, 59});
}

TEST_CASE("batches: shares of all groups, every point once in a pass, the same again for the same step") {
  const Problem problem = test::small_burgers();
  const Loss loss(problem);
  Minibatches batches(loss.groups(), 3);
  const std::vector<PointSet>& data = loss.data().points;
  std::vector<std::vector<std::size_t>> seen(data.size());
  for (std::uint64_t step = 0; step < 5; ++step) {
    const auto& selected = batches.select(data, 14, step);
    std::size_t points = 0;
    for (std::size_t g = 0; g < selected.size(); ++g) {
      points += selected[g].size();
      CHECK(!selected[g].empty());
      seen[g].insert(seen[g].end(), selected[g].begin(), selected[g].end());
    }
    CHECK(points == 14);
  }
  for (std::size_t g = 0; g < seen.size(); ++g) {  // 70 points, batches of a fifth: one pass in five steps
    const std::set<std::size_t> once(seen[g].begin(), seen[g].end());
    CHECK(seen[g].size() == data[g].count);
    CHECK(once.size() == data[g].count);
  }
  const auto third = batches.select(data, 14, 3);
  batches.select(data, 14, 9);
  CHECK(batches.select(data, 14, 3) == third);
  CHECK(Minibatches(loss.groups(), 3).select(data, 14, 3) == third);
  CHECK(Minibatches(loss.groups(), 4).select(data, 14, 3) != third);
  for (const std::size_t batch : {0, 70, 1000})
    for (std::size_t g = 0; g < data.size(); ++g) CHECK(batches.select(data, batch, 2)[g].size() == data[g].count);
}

TEST_CASE("gradients of the batches of a pass average to the gradient of all points") {
  Problem problem = test::small_burgers();
  problem.networks[0].adaptive->set("recovery", 0.0);
  problem.stages = {adam(5, 14)};
  const Loss loss(problem);
  ad::Workers workers(1);
  CompiledLoss compiled(loss, ad::Precision::f64, workers);
  CompiledResiduals residuals(loss, workers);
  const std::vector<double>& theta = loss.trial().parameters().start();
  std::vector<double> whole(theta.size()), part(theta.size()), sum(theta.size());
  compiled.value_and_gradient(theta, whole);
  TrainingData data(problem, loss, compiled, residuals, workers);
  for (std::uint64_t step = 0; step < 5; ++step) {
    CHECK(data.prepare(step, problem.stages[0], theta));
    CHECK(data.on_part());
    compiled.value_and_gradient(theta, part);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i] / 5;
  }
  for (std::size_t i = 0; i < sum.size(); ++i) CHECK(sum[i] == doctest::Approx(whole[i]).epsilon(1e-9));
  data.use_all();
  compiled.value_and_gradient(theta, part);
  CHECK(part == whole);
}

TEST_CASE("training by batches: it converges, says the loss of all points in the end, and resumes exactly") {
  Problem problem = test::poisson_1d(1);
  problem.sampling.equation = 256;
  problem.stages = {Adam{.steps = 1500, .lr = CosineDecay{.start = 3e-3, .final = 1e-5}, .batch = 32}};
  Solver solver(problem);
  const Outcome outcome = solver.train();
  CHECK(outcome.last.errors[0].l2_relative < 5e-3);
  const Loss loss(problem);

  Problem small = test::small_burgers();
  small.stages = {adam(20, 9), Sgd{.steps = 20, .batch = 20}, adam(5)};
  check_resumption(small, {1, 7, 20, 26, 42});
  small.sampling.resample = 6;
  check_resumption(small, {5, 6, 13, 40});
}

TEST_CASE("numbers are drawn by density: frequencies, and none twice") {
  const std::vector<double> density{1, 0, 2, 5, 0.5, 1.5};
  constexpr std::uint64_t trials = 40000;
  // One at a time: probabilities are the densities.
  std::vector<double> frequency(density.size(), 0);
  for (std::uint64_t trial = 0; trial < trials; ++trial)
    frequency[draw_by_density(density, 1, Stream(trial, "one"))[0]] += 1.0 / trials;
  for (std::size_t i = 0; i < density.size(); ++i) CHECK(std::abs(frequency[i] - density[i] / 10) < 0.01);
  // Two: the second by the densities of those that are left.
  double both = 0;
  for (std::uint64_t trial = 0; trial < trials; ++trial)
    both += draw_by_density(density, 2, Stream(trial, "two")) == std::vector<std::size_t>{2, 3} ? 1.0 / trials : 0;
  CHECK(both == doctest::Approx(0.2 * 5 / 8 + 0.5 * 2 / 5).epsilon(0.03));
  CHECK(draw_by_density(density, 5, Stream(1, "five")) == std::vector<std::size_t>{0, 2, 3, 4, 5});
}

TEST_CASE("the density is that of the paper, and residuals that are no numbers take no part in it") {
  const std::vector<double> r{1, 2, 3};
  CHECK(adaptive_density(r, 1, 1) == std::vector<double>{1.5, 2, 2.5});
  CHECK(adaptive_density(r, 2, 0)[2] == doctest::Approx(9 / (14.0 / 3)));
  CHECK(adaptive_density(r, 0, 0) == std::vector<double>{1, 1, 1});
  const std::vector<double> broken{1, std::nan(""), 3};
  CHECK(adaptive_density(broken, 1, 1) == std::vector<double>{1.5, 0, 2.5});
  const std::vector<double> zero{0, 0};
  CHECK(adaptive_density(zero, 2, 0) == std::vector<double>{1, 1});
}

namespace {

/// A problem whose residual is known before training: the network changes no bit of it, r = 20 exp(-200 (x - 0.3)^2).
Problem bump() {
  Problem problem = test::poisson_1d(1);
  problem.conditions[0].residuals = [](const PointScope& at) -> Residuals {
    const ad::Expr from = at.coordinate(0) - 0.3;
    return {20.0 * ad::exp(-200.0 * from * from) + 1e-300 * at.field(0)};
  };
  problem.sampling.equation = 1000;
  problem.sampling.method = LatinHypercube{};
  problem.sampling.resample = 2;
  return problem;
}

}  // namespace

TEST_CASE("rad: points are distributed as |r|^k / mean |r|^k + c") {
  for (const auto& [k, c] : {std::pair{1.0, 1.0}, {2.0, 0.5}, {1.0, 0.0}}) {
    Problem problem = bump();
    problem.sampling.adapt = Rad{.k = k, .c = c, .candidates = 20};
    const Loss loss(problem);
    ad::Workers workers(1);
    PointValues values(loss, ad::Precision::f64, workers);
    const std::vector<double>& theta = loss.trial().parameters().start();
    const PointSet points = refine(problem, loss.groups()[0], loss.data().points[0], 1,
                                   [&](const PointSet& at) { return values.magnitudes(problem, 0, theta, at); });
    REQUIRE(points.count == 1000);
    // The share of points in each of 20 intervals against the integral of the density.
    const auto r = [&, k = k](double x) { return std::pow(20 * std::exp(-200 * (x - 0.3) * (x - 0.3)), k); };
    constexpr int fine = 20000, bins = 20;
    double mean = 0;
    for (int i = 0; i < fine; ++i) mean += r((i + 0.5) / fine) / fine;
    std::vector<double> share(bins, 0), found(bins, 0);
    for (int i = 0; i < fine; ++i)
      share[static_cast<std::size_t>(i * bins / fine)] += (r((i + 0.5) / fine) / mean + c) / (1 + c) / fine;
    for (std::size_t p = 0; p < points.count; ++p) found[static_cast<std::size_t>(points.points[p] * bins)] += 1e-3;
    for (std::size_t b = 0; b < bins; ++b) {
      CAPTURE(b);
      // Five deviations of a binomial count, and what drawing 1,000 of 20,000 without putting back flattens.
      CHECK(std::abs(found[b] - share[b]) < 5 * std::sqrt(share[b] / 1000) + 0.05 * share[b] + 2e-3);
    }
  }
}

TEST_CASE("rar: points are added where the residual is large, the old ones stay") {
  Problem problem = bump();
  problem.sampling.adapt = Rar{.add = 60};
  problem.stages = {adam(7)};
  const Loss loss(problem);
  ad::Workers workers(1);
  CompiledLoss compiled(loss, ad::Precision::f64, workers);
  CompiledResiduals residuals(loss, workers);
  TrainingData data(problem, loss, compiled, residuals, workers);
  const std::vector<double>& theta = loss.trial().parameters().start();
  const std::size_t before = residuals.residual_count();
  CHECK_FALSE(data.prepare(1, problem.stages[0], theta));
  CHECK(data.prepare(2, problem.stages[0], theta));
  CHECK(residuals.residual_count() == before + 60);
  CHECK(data.prepare(4, problem.stages[0], theta));
  CHECK(residuals.residual_count() == before + 120);
  CHECK_FALSE(data.prepare(4, problem.stages[0], theta));
  const std::vector<double> points = data.state().groups.at(0).points;
  REQUIRE(points.size() == 1120);
  CHECK(std::equal(points.begin(), points.begin() + 1000, loss.data().points[0].points.begin()));
  for (std::size_t p = 1000; p < points.size(); ++p) CHECK(std::abs(points[p] - 0.3) < 0.25);
  // Loss and squares agree on the larger set.
  std::vector<double> gradient(theta.size()), half(theta.size()), G(theta.size() * theta.size());
  const double value = compiled.value_and_gradient(theta, gradient);
  CHECK(residuals.normal_equations(theta, G, half) == doctest::Approx(value).epsilon(1e-12));
}

TEST_CASE("runs whose points follow the residual: every stage, the same bits on any team, exact resumption") {
  for (const Placement& placement : std::vector<Placement>{Rad{}, Rar{.add = 7, .k = 1, .c = 1}}) {
    Problem problem = test::small_burgers();
    problem.stages = every_kind_of_stage();
    problem.sampling.resample = 5;
    problem.sampling.adapt = placement;
    check_resumption(problem, {3, 5, 12, 28, 44, 52});
    const std::vector<double> expected = numbers(run(problem));
    for (const int threads : {2, 7}) {
      problem.compute.threads = threads;
      CHECK(numbers(run(problem)) == expected);
    }
  }
}
