// `train auto` against the methods that it is made of: that it hands over, to the steps that they take, and that what
// it has found is never given away for it.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "optimise/auto.hpp"
#include "optimise/work.hpp"
#include "optimise_problems.hpp"

using namespace ansatz;
using namespace ansatz::optimise;
using namespace ansatz::testing;

namespace {

struct Trace {
  std::vector<Vector> thetas;  // after every step
  std::vector<double> losses;
  std::vector<std::string> said;
  Step last;
};

/// Steps of an optimiser until it stops or so many are done.
Trace follow(Optimiser& optimiser, Vector theta, std::size_t steps) {
  Trace trace;
  for (std::size_t i = 0; i < steps && trace.last.stop == Stop::none; ++i) {
    trace.last = optimiser.advance(theta);
    trace.thetas.push_back(theta);
    trace.losses.push_back(trace.last.loss);
    if (!trace.last.said.empty()) trace.said.push_back(trace.last.said);
  }
  return trace;
}

/// A fit that is easy at first and has many digits to be found.
Case fit() { return tanh_network(8, 60); }

std::size_t starting_with(const Trace& trace, const std::string& words) {
  return static_cast<std::size_t>(std::count_if(trace.said.begin(), trace.said.end(),
                                                [&](const std::string& said) { return said.starts_with(words); }));
}

/// Two minima, of 0 at (1, 1) and of about 0.36 next to (-1, 1); it begins at the second, and may begin at others.
struct Trap : Squares {
  explicit Trap(std::vector<Vector> starts)
      : Squares(
            2, 3,
            [](const Eigen::VectorXd& p) -> Eigen::VectorXd {
              return Eigen::Vector3d(p[0] * p[0] - 1, 0.3 * (p[0] - 1), p[1] - 1);
            },
            [](const Eigen::VectorXd& p) -> Eigen::MatrixXd {
              Eigen::MatrixXd J(3, 2);
              J << 2 * p[0], 0, 0.3, 0, 0, 1;
              return J;
            }),
        others(std::move(starts)) {}
  bool another_start(std::uint64_t k, Out theta) const override {
    if (k > others.size()) return false;
    copy(others[k - 1], theta);
    return true;
  }
  std::vector<Vector> others;
};

const Vector trapped{-1.2, 0};

}  // namespace

TEST_CASE("auto finds known minima") {
  for (Case c : {rosenbrock(10), powell_singular(), fit()}) {
    CAPTURE(c.name);
    AutoOptimiser optimiser(Auto{}, c.problem, c.problem);
    const Trace trace = follow(optimiser, c.start, 400);
    CHECK(trace.losses.back() < 1e-12);
  }
}

TEST_CASE("auto never gives away what it has: its loss is that of theta and does not rise") {
  Case c = fit();
  AutoOptimiser optimiser(Auto{}, c.problem, c.problem);
  const Trace trace = follow(optimiser, c.start, 300);
  REQUIRE(starting_with(trace, "quasi-Newton steps end") == 1);
  for (std::size_t i = 0; i < trace.losses.size(); ++i) {
    CHECK(trace.losses[i] == doctest::Approx(c.problem.value(trace.thetas[i])).epsilon(1e-12));
    if (i > 0) CHECK(trace.losses[i] <= trace.losses[i - 1] * (1 + 1e-12));
  }
}

TEST_CASE("auto hands over to steps that are those of lm from the beginning, and at last to those of lm as it is") {
  Case c = fit();
  AutoOptimiser optimiser(Auto{}, c.problem, c.problem);
  const Trace trace = follow(optimiser, c.start, 500);
  CHECK(starting_with(trace, "`lm` on normal equations ends") == 1);
  CHECK(starting_with(trace, "`lm` is ahead") >= 1);
  LmOptimiser lm(Lm{}, c.problem);
  const Trace alone = follow(lm, c.start, 500);
  CHECK(std::find(alone.thetas.begin(), alone.thetas.end(), trace.thetas.back()) != alone.thetas.end());
}

TEST_CASE("auto goes on from a state written and read to the same bits, under each of its methods") {
  Case c = fit();
  AutoOptimiser whole(Auto{}, c.problem, c.problem);
  const Trace all = follow(whole, c.start, 240);
  for (std::size_t cut = 3; cut < all.thetas.size(); cut += 12) {
    CAPTURE(cut);
    AutoOptimiser first(Auto{}, c.problem, c.problem), second(Auto{}, c.problem, c.problem);
    const Trace before = follow(first, c.start, cut);
    second.restore(first.state());
    const Trace after = follow(second, before.thetas.back(), all.thetas.size() - cut);
    CHECK(after.thetas.back() == all.thetas.back());
    CHECK(after.said.size() + before.said.size() == all.said.size());
  }
}

TEST_CASE("a bundle of quasi-Newton steps costs less than a step of lm") {
  Case c = tanh_network(30, 400);
  AutoOptimiser optimiser(Auto{}, c.problem, c.problem);
  LmOptimiser lm(Lm{}, c.problem);
  Vector theta = c.start, other = c.start;
  const auto n = static_cast<double>(c.problem.n), m = static_cast<double>(c.problem.m);
  const double one = work_of(optimiser.advance(theta).cost, m, n);
  CHECK(one < work_of(lm.advance(other).cost, m, n));
}

TEST_CASE("when the points are other ones, auto compares what it has at them") {
  Case c = fit();
  double shift = 0;
  Squares moving(
      c.problem.n, c.problem.m,
      [&](const Eigen::VectorXd& p) -> Eigen::VectorXd { return c.problem.residual(p).array() + shift; },
      c.problem.jacobian);
  AutoOptimiser optimiser(Auto{}, moving, moving);
  Vector theta = follow(optimiser, c.start, 150).thetas.back();
  shift = 0.01;
  optimiser.objective_changed();
  const double before = moving.value(theta);
  const Step step = optimiser.advance(theta);
  CHECK(step.loss == doctest::Approx(moving.value(theta)).epsilon(1e-12));
  CHECK(step.loss <= before);
}

TEST_CASE("what lm took the place of comes back where it is better at new points") {
  Case c = fit();
  Vector kept;  // where the other points have their minimum; empty: these are the first ones
  const auto from_kept = [&](const Eigen::VectorXd& p) {
    Eigen::VectorXd r = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(c.problem.m));
    for (std::size_t i = 0; i < kept.size(); ++i)
      r[static_cast<Eigen::Index>(i)] = p[static_cast<Eigen::Index>(i)] - kept[i];
    return r;
  };
  Squares moving(
      c.problem.n, c.problem.m,
      [&](const Eigen::VectorXd& p) -> Eigen::VectorXd { return kept.empty() ? c.problem.residual(p) : from_kept(p); },
      [&](const Eigen::VectorXd& p) -> Eigen::MatrixXd {
        const auto m = static_cast<Eigen::Index>(c.problem.m), n = static_cast<Eigen::Index>(c.problem.n);
        return kept.empty() ? c.problem.jacobian(p) : Eigen::MatrixXd::Identity(m, n);
      });
  AutoOptimiser optimiser(Auto{}, moving, moving);
  Vector theta = c.start, before;
  Step step;
  for (int i = 0; i < 400 && !step.said.starts_with("`lm` is ahead"); ++i) {
    before = theta;
    step = optimiser.advance(theta);
  }
  REQUIRE(step.said.starts_with("`lm` is ahead"));
  REQUIRE(theta != before);
  kept = before;
  optimiser.objective_changed();
  step = optimiser.advance(theta);
  CHECK(step.said.starts_with("at new points what came before"));
  CHECK(theta == before);
  CHECK(step.loss == 0);
}

TEST_CASE("from a minimum that is not the least one auto begins again elsewhere") {
  Trap problem({{-2, 3}, {2, 0}});  // the first of them leads back into the trap
  AutoOptimiser optimiser(Auto{}, problem, problem);
  const Trace trace = follow(optimiser, trapped, 400);
  CHECK(trace.losses.back() < 1e-20);
  CHECK(trace.thetas.back()[0] == doctest::Approx(1));
  CHECK(starting_with(trace, "the loss stands still at 3.5") == 1);
  CHECK(starting_with(trace, "it is no better, a loss of 3.5") == 1);
  CHECK(starting_with(trace, "start number 3 is taken; quasi-Newton steps end") == 1);
  for (std::size_t i = 1; i < trace.losses.size(); ++i) CHECK(trace.losses[i] <= trace.losses[i - 1] * (1 + 1e-12));
}

TEST_CASE("where no other start is better auto goes on where it stood, and ends as it would have") {
  Trap open({{-2, 3}, {-3, -1}}), closed({});
  AutoOptimiser first(Auto{}, open, open), second(Auto{}, closed, closed);
  const Trace tried = follow(first, trapped, 400), alone = follow(second, trapped, 400);
  CHECK(tried.thetas.back() == alone.thetas.back());
  CHECK(tried.last.stop == alone.last.stop);
  CHECK(starting_with(tried, "it is no better") == 2);
  CHECK(starting_with(alone, "the loss stands still") == 0);
}

TEST_CASE("auto goes on with the same bits from any step of a look elsewhere") {
  Trap problem({{-2, 3}, {2, 0}});
  AutoOptimiser whole(Auto{}, problem, problem);
  const Trace all = follow(whole, trapped, 400);
  for (std::size_t cut = 1; cut < all.thetas.size(); ++cut) {
    CAPTURE(cut);
    AutoOptimiser first(Auto{}, problem, problem), second(Auto{}, problem, problem);
    const Trace before = follow(first, trapped, cut);
    second.restore(first.state());
    const Trace after = follow(second, before.thetas.back(), all.thetas.size() - cut);
    CHECK(after.thetas.back() == all.thetas.back());
    CHECK(after.said.size() + before.said.size() == all.said.size());
  }
}
