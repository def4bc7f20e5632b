// Weights that move while training: their formulas against direct computations, and what runs make of them.
#include <doctest/doctest.h>

#include <cmath>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"
#include "loss/compiled_loss.hpp"
#include "problems.hpp"
#include "resumption.hpp"
#include "training/training_data.hpp"
#include "weights/condition_weights.hpp"

using namespace ansatz;

namespace {

Problem weighted(std::optional<Balance> balance, double causal = 0) {
  Problem problem = test::small_burgers();
  problem.weighting.balance = balance;
  problem.weighting.causal = causal;
  problem.weighting.slices = 5;
  return problem;
}

/// A run's points and weights by themselves.
struct Fixture {
  explicit Fixture(Problem p)
      : problem(std::move(p)),
        loss(problem),
        workers(1),
        compiled(loss, ad::Precision::f64, workers),
        residuals(loss, workers),
        data(problem, loss, compiled, residuals, workers),
        theta(loss.trial().parameters().start()) {}

  bool prepare(std::uint64_t step) { return data.prepare(step, problem.stages[0], theta); }
  /// Residuals at theta by the reference executor.
  std::vector<std::vector<double>> values() {
    std::vector<ad::Expr> wanted;
    for (const Residual& residual : loss.residuals()) wanted.push_back(residual.value);
    return test::reference(loss, wanted, theta);
  }
  optimise::Vector state(const std::string& name) {
    return optimise::entry<optimise::Vector>(data.state().weights, name);
  }

  Problem problem;
  Loss loss;
  ad::Workers workers;
  CompiledLoss compiled;
  CompiledResiduals residuals;
  TrainingData data;
  std::vector<double> theta;
};

void check_close(const std::vector<double>& got, const std::vector<double>& want, double tolerance) {
  REQUIRE(got.size() == want.size());
  for (std::size_t i = 0; i < got.size(); ++i) CHECK(got[i] == doctest::Approx(want[i]).epsilon(tolerance));
}

}  // namespace

TEST_CASE("factors make sizes equal; what has no size takes no part") {
  check_close(balancing_factors(std::vector<double>{1, 2, 5}), {8, 4, 1.6}, 1e-15);
  CHECK(balancing_factors(std::vector<double>{0, 3, std::nan("")}) == std::vector<double>{1, 1, 1});
}

TEST_CASE("gradnorm: weights from the gradients of the terms, decaying means of them, and equal gradients") {
  Fixture f(weighted(GradNorm{.every = 3, .decay = 0.75}));
  const auto factors = [&] {
    std::vector<double> norms;
    for (std::size_t c = 0; c < 3; ++c) {
      double squares = 0;
      const auto leaves = f.loss.trial().parameters().leaves();
      for (const auto& part : test::reference(f.loss, ad::grad(f.loss.terms()[c], leaves), f.theta))
        for (const double g : part) squares += g * g;
      norms.push_back(std::sqrt(squares) / f.problem.conditions[c].weight);
    }
    std::vector<double> result;
    for (const double norm : norms) result.push_back((norms[0] + norms[1] + norms[2]) / norm);
    return result;
  };
  CHECK(f.prepare(0));
  const std::vector<double> first = factors();
  check_close(f.state("conditions"), first, 1e-9);
  CHECK_FALSE(f.prepare(1));
  CHECK_FALSE(f.prepare(2));
  check_close(f.state("conditions"), first, 1e-9);
  for (double& parameter : f.theta) parameter *= 1.1;
  CHECK(f.prepare(3));
  const std::vector<double> second = factors();
  std::vector<double> mean;
  for (std::size_t c = 0; c < 3; ++c) mean.push_back(0.75 * first[c] + 0.25 * second[c]);
  check_close(f.state("conditions"), mean, 1e-9);
  check_close(f.data.mean_weights(), mean, 1e-9);
  f.compiled.evaluate(f.theta);  // terms carry the weights: 3 for the walls, times lambda
  const std::vector<double> walls = f.values()[2];
  double square = 0;
  for (const double r : walls) square += r * r;
  CHECK(f.compiled.terms()[2] ==
        doctest::Approx(3 * mean[2] * f.loss.groups()[2].share * square / static_cast<double>(walls.size()))
            .epsilon(1e-9));
}

TEST_CASE("ntk: weights from the traces of J J^T") {
  Fixture f(weighted(Ntk{.every = 10, .decay = 0}));
  const std::size_t n = f.theta.size(), m = f.residuals.residual_count();
  optimise::Vector J(m * n);
  f.residuals.jacobian_rows(f.theta, 0, m, J);  // all weights are 1 yet
  std::vector<double> traces(3, 0), want;
  std::size_t row = 0;
  for (const Residual& residual : f.loss.residuals())
    for (std::size_t p = 0; p < f.loss.data().points[residual.group].count; ++p, ++row)
      for (std::size_t i = 0; i < n; ++i)
        traces[residual.condition] += J[row * n + i] * J[row * n + i] / f.problem.conditions[residual.condition].weight;
  for (const double trace : traces) want.push_back((traces[0] + traces[1] + traces[2]) / trace);
  CHECK(f.prepare(0));
  check_close(f.state("conditions"), want, 1e-10);
  f.prepare(10);  // with the new weights in J, the same traces come out
  check_close(f.state("conditions"), want, 1e-10);
}

TEST_CASE("attention: w <- decay w + rate |r| / max |r| at every point, and its square counts") {
  Fixture f(weighted(Attention{.decay = 0.9, .rate = 0.2}));
  const auto r = f.values();
  f.prepare(0);
  f.prepare(1);
  for (std::size_t k = 0; k < r.size(); ++k) {
    double largest = 0;
    for (const double value : r[k]) largest = std::max(largest, std::abs(value));
    std::vector<double> want;
    for (const double value : r[k]) {
      const double part = 0.2 * std::abs(value) / largest;
      want.push_back(0.9 * (0.9 + part) + part);
    }
    check_close(f.state("points/" + std::to_string(k)), want, 1e-9);
  }
  f.compiled.evaluate(f.theta);
  const optimise::Vector own = f.state("points/0");
  double term = 0;
  for (std::size_t p = 0; p < own.size(); ++p)
    term += own[p] * own[p] * r[0][p] * r[0][p] / static_cast<double>(own.size());
  CHECK(f.compiled.terms()[0] == doctest::Approx(term).epsilon(1e-10));
}

TEST_CASE("self_adaptive: the weights of points climb, by Adam, and hold still in second-order stages") {
  Fixture f(weighted(SelfAdaptive{.lr = 0.02}));
  f.prepare(0);
  const optimise::Vector once = f.state("points/1");
  for (const double w : once) CHECK(w == doctest::Approx(1.02).epsilon(1e-4));  // Adam's first step is its rate
  f.prepare(1);
  const optimise::Vector twice = f.state("points/1");
  for (std::size_t p = 0; p < once.size(); ++p) CHECK(twice[p] > once[p]);
  CHECK_FALSE(f.data.prepare(2, Lm{}, f.theta));
  CHECK(f.state("points/1") == twice);
}

TEST_CASE("causal: an equation counts exp(-epsilon * its loss at earlier times)") {
  Fixture f(weighted({}, 0.3));
  const auto r = f.values();
  const PointSet& points = f.loss.data().points[0];
  std::vector<double> sums(5, 0), counts(5, 0), want;
  const auto slice = [&](std::size_t p) {
    return std::min<std::size_t>(4, static_cast<std::size_t>(5 * points.points[points.count + p]));
  };
  for (std::size_t p = 0; p < points.count; ++p) sums[slice(p)] += r[0][p] * r[0][p], counts[slice(p)] += 1;
  double earlier = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    want.push_back(std::exp(-0.3 * earlier));
    earlier += sums[i] / counts[i];
  }
  CHECK(f.prepare(0));
  check_close(f.state("slices"), want, 1e-10);
  CHECK(want[4] < want[1]);
  f.compiled.evaluate(f.theta);
  double term = 0;
  for (std::size_t p = 0; p < points.count; ++p)
    term += want[slice(p)] * r[0][p] * r[0][p] / static_cast<double>(points.count);
  CHECK(f.compiled.terms()[0] == doctest::Approx(term).epsilon(1e-10));
  double start = 0;  // conditions other than equations are not touched
  for (const double value : r[1]) start += value * value * f.loss.groups()[1].share / static_cast<double>(r[1].size());
  CHECK(f.compiled.terms()[1] == doctest::Approx(start).epsilon(1e-10));

  Problem timeless = test::poisson_1d(1);
  timeless.weighting.causal = 1;
  CHECK_THROWS_WITH_AS(Solver{timeless}, "loss: causal weights need a problem with time", UserError);
}

TEST_CASE("runs with moving weights: every stage, batches, new points; any team; exact resumption") {
  const std::vector<std::optional<Balance>> balances{std::nullopt, GradNorm{.every = 4}, Ntk{.every = 5},
                                                     Attention{.decay = 0.99, .rate = 0.02},
                                                     SelfAdaptive{.lr = 0.01, .every = 2}};
  for (const std::optional<Balance>& balance : balances) {
    CAPTURE(balance ? balance->name() : std::string("none"));
    Problem problem = weighted(balance, 0.5);
    problem.stages = {Adam{.steps = 12, .batch = 25}, Lm{.steps = 6}, Lbfgs{.steps = 8}, SsBroyden{.steps = 8},
                      Auto{.steps = 40}};
    for (const Placement& placement : std::vector<Placement>{UniformPlacement{}, Rar{.add = 5, .k = 1, .c = 1}}) {
      problem.sampling.resample = 7;
      problem.sampling.adapt = placement;
      problem.compute.threads = 1;
      const Outcome outcome = Solver(problem).train();
      CHECK(outcome.status == Status::finished);
      for (const Progress& row : outcome.history) CHECK(row.weights.size() == 3);
      problem.compute.threads = 3;
      CHECK(test::numbers(Solver(problem).train()) == test::numbers(outcome));
      problem.compute.threads = 1;
      test::check_resumption(problem, {3, 9, 15, 23, 40, 70});
    }
  }
}

TEST_CASE("a checkpoint of a run with other points or weights is refused") {
  const test::Folder folder;
  Problem problem = weighted(Attention{.decay = 0.99, .rate = 0.02});
  problem.sampling.resample = 9;
  Solver solver(problem);
  solver.train([](const Progress& row) { return row.step < 5; });
  solver.save(folder / "checkpoint");
  const auto refused = [&](auto change) {
    Problem other = problem;
    change(other);
    Solver stranger(other);
    CHECK_THROWS_AS(stranger.restore(folder / "checkpoint"), UserError);
  };
  refused([](Problem& p) { p.sampling.resample = 8; });
  refused([](Problem& p) { p.sampling.adapt = Rad{}; });
  refused([](Problem& p) { p.weighting.balance->set("rate", 0.03); });
  refused([](Problem& p) { p.weighting.causal = 1; });
  refused([](Problem& p) { p.stages[0].set("batch", 10.0); });
}
