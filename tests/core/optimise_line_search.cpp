// Methods with a line search, and momentum: known minima, what a step costs, exact resumption, what is met at walls.
#include <doctest/doctest.h>

#include <memory>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/methods.hpp"
#include "core/line_search_methods.hpp"
#include "core/optimise_problems.hpp"
#include "optimise/stage.hpp"

using namespace ansatz;
using namespace ansatz::optimise;
using namespace ansatz::testing;

TEST_CASE("methods with a line search find known minima") {
  for (int method = 0; method < 4; ++method) {
    Case cases[] = {rosenbrock(2), rosenbrock(20), powell_singular(), brown_badly_scaled(), quadratic(30, 1e4)};
    for (Case& c : cases) {
      CAPTURE(std::string(line_search_methods[method]));
      CAPTURE(std::string(c.name));
      Vector theta = c.start;
      const auto optimiser = make(method, c.problem);
      const Summary summary = minimise(*optimiser, theta, 3000);
      CAPTURE(summary.reason);
      CAPTURE(summary.steps);
      CHECK(summary.last.loss < 1e-18);
      CHECK_FALSE(summary.reason.empty());
      if (std::string(c.name) == "Powell singular")
        CHECK(distance(theta, c.minimum) < 1e-3);  // quartic: the loss vanishes long before the distance
      else
        CHECK(distance(theta, c.minimum) / eigen(c.minimum).norm() < 1e-7);
    }
  }
}

TEST_CASE("self-scaled Broyden brings an ill-conditioned quadratic down where its condition is 1e12") {
  for (int method = 0; method < 3; ++method) {
    Case c = quadratic(20, 1e12);
    Vector theta = c.start;
    const auto optimiser = make(method, c.problem);
    const Summary summary = minimise(*optimiser, theta, 5000);
    CAPTURE(std::string(line_search_methods[method]));
    CAPTURE(summary.reason);
    CHECK(summary.last.loss < 1e-11);  // from about 1: the gradient has no more digits
  }
}

TEST_CASE("a step costs less than 1.6 gradients, and of methods that do not scale themselves less than 1.3") {
  for (int method = 0; method < 4; ++method) {
    CAPTURE(std::string(line_search_methods[method]));
    std::uint64_t steps = 0, gradients = 0;  // over several networks: how often a search shortens hangs on rounding
    for (const std::size_t width : {12, 16, 20, 24}) {
      Case c = tanh_network(width, 100);
      Vector theta = c.start;
      const auto optimiser = make(method, c.problem);
      const Summary summary = minimise(*optimiser, theta, 300);
      CHECK(summary.steps == 300);
      CHECK(summary.reason == "all 300 steps are done");
      CHECK(summary.cost.gradients == c.problem.gradients);
      CHECK(c.problem.values == 0);
      CHECK(summary.last.loss < 1e-4);
      steps += summary.steps;
      gradients += summary.cost.gradients;
    }
    const bool self_scaled = method == 1 || method == 2;  // longer steps, which the search shortens more often
    CHECK(static_cast<double>(gradients) < (self_scaled ? 1.6 : 1.3) * static_cast<double>(steps));
  }
}

TEST_CASE("a state written and read continues with the same bits") {
  for (int method = 0; method < 5; ++method) {
    Case c = tanh_network(6, 40);
    const auto fresh = [&]() -> std::unique_ptr<Optimiser> {
      if (method < 4) return make(method, c.problem);
      return make_optimiser(Sgd{.steps = 100, .lr = 0.01, .nesterov = true}, c.problem, c.problem);
    };
    const auto straight = fresh();
    Vector theta = c.start;
    for (int k = 0; k < 37; ++k) straight->advance(theta);
    const State state = straight->state();
    Vector resumed_theta = theta;
    for (int k = 0; k < 40; ++k) straight->advance(theta);

    const auto resumed = fresh();
    resumed->restore(state);
    CHECK(resumed->state() == state);
    for (int k = 0; k < 40; ++k) resumed->advance(resumed_theta);
    CHECK(resumed_theta == theta);
    CHECK(resumed->state() == straight->state());
  }
}

TEST_CASE("a state of another problem or method is refused in words") {
  Case small = tanh_network(3, 20), large = tanh_network(4, 20);
  const auto a = make(2, small.problem), b = make(2, large.problem), c = make(3, large.problem);
  CHECK_THROWS_WITH_AS(b->restore(a->state()),
                       "the saved 'gradient' has 10 numbers where 13 are needed: it belongs to another "
                       "network or to other settings",
                       UserError);
  CHECK_THROWS_WITH_AS(c->restore(b->state()), "the saved state has no 'pairs': it belongs to another kind of stage",
                       UserError);
}

TEST_CASE("counts of a state beyond what doubles can tell apart, and kinds, are kept") {
  std::uint64_t count = (std::uint64_t{1} << 53) + 1, other_count = 0;
  bool flag = true, other_flag = false;
  Kept kept, other;
  kept.add("count", count), kept.add("flag", flag);
  other.add("count", other_count), other.add("flag", other_flag);
  other.restore(kept.state());
  CHECK(other_count == count);
  CHECK(other_flag);
  State state = kept.state();
  state["count"] = 3.0;
  other_flag = false;
  CHECK_THROWS_WITH_AS(other.restore(state),
                       "the saved state has no 'count' of the kind that is needed: it belongs to another kind of stage",
                       UserError);
  CHECK(other_count == count);
  CHECK_FALSE(other_flag);
}

TEST_CASE("points where the loss is not finite are walls, not ends") {
  // The minimum of x - log x is at 1; the loss is NaN for x < 0, where the first step along the gradient leads.
  struct Barrier : Objective {
    std::size_t size() const override { return 1; }
    double value(In x) override { return x[0] - std::log(x[0]); }
    double value_and_gradient(In x, Out g) override {
      g[0] = 1 - 1 / x[0];
      return value(x);
    }
  };
  for (int method = 0; method < 4; ++method) {
    Barrier barrier;
    Vector x = {30.0};
    const auto optimiser = make(method, barrier);
    const Summary summary = minimise(*optimiser, x, 100);
    CHECK(x[0] == doctest::Approx(1).epsilon(1e-6));
    CHECK(summary.last.stop != Stop::none);
    CHECK(summary.last.stop != Stop::not_finite);
  }
}

TEST_CASE("every reason to stop is given in words") {
  const auto one = [](auto f, auto df) { return Squares(1, 1, f, df); };
  using V = Eigen::VectorXd;
  const auto constant = [](double x) { return Eigen::VectorXd::Constant(1, x); };
  for (int method = 0; method < 4; ++method) {
    CAPTURE(std::string(line_search_methods[method]));
    Squares nan = one([&](const V&) -> V { return constant(NAN); },
                      [](const V&) -> Eigen::MatrixXd { return Eigen::MatrixXd::Ones(1, 1); });
    Vector x = {1};
    Step step = make(method, nan)->advance(x);
    CHECK(step.stop == Stop::not_finite);
    CHECK(step.why.find("the loss is not finite") == 0);
    CHECK(x[0] == 1);

    Squares solved =
        one([](const V& t) -> V { return t; }, [](const V&) -> Eigen::MatrixXd { return Eigen::MatrixXd::Ones(1, 1); });
    x = {0};
    step = make(method, solved)->advance(x);
    CHECK(step.stop == Stop::converged);
    CHECK(step.why == "the loss is exactly zero");

    Squares flat = one([&](const V&) -> V { return constant(1); },
                       [](const V&) -> Eigen::MatrixXd { return Eigen::MatrixXd::Zero(1, 1); });
    x = {3};
    step = make(method, flat)->advance(x);
    CHECK(step.stop == Stop::converged);
    CHECK(step.why.find("the largest component of the gradient") == 0);

    Squares uphill = one([](const V& t) -> V { return t; },
                         [](const V&) -> Eigen::MatrixXd { return -Eigen::MatrixXd::Ones(1, 1); });
    x = {3};
    step = make(method, uphill)->advance(x);
    CHECK(step.stop == Stop::line_search);
    CHECK(x[0] == 3);

    Squares offset(
        1, 2, [](const V& t) -> V { return Eigen::Vector2d(t[0] * t[0] - 2, 1); },
        [](const V& t) -> Eigen::MatrixXd { return Eigen::Vector2d(2 * t[0], 0); });
    x = {3};
    const auto optimiser = make(method, offset);
    const Summary summary = minimise(*optimiser, x, 1000);
    CHECK(x[0] == doctest::Approx(std::sqrt(2)));
    CHECK(summary.steps < 60);
    CHECK(summary.last.stop != Stop::not_finite);
  }
}

TEST_CASE("when the objective changes, what was evaluated is void and what was learnt stays") {
  double target = 1;
  using V = Eigen::VectorXd;
  Squares moving(
      2, 2, [&](const V& t) -> V { return Eigen::Vector2d(t[0] - target, 30 * (t[1] - target)); },
      [](const V&) -> Eigen::MatrixXd { return Eigen::Vector2d(1, 30).asDiagonal(); });
  for (int method = 0; method < 4; ++method) {
    target = 1;
    Vector theta = {0, 0};
    const auto optimiser = make(method, moving);
    minimise(*optimiser, theta, 100);
    CHECK(theta[1] == doctest::Approx(1));
    target = 2;
    optimiser->objective_changed();
    const Step step = optimiser->advance(theta);
    CHECK(step.loss < 1e-6);  // the curvature is known: one Newton step does it
    CHECK(step.cost.gradients == 2);
  }
}

TEST_CASE("a smooth term that is no square takes part") {
  struct WithTerm : Squares {
    using Squares::Squares;
    SmoothTerm smooth_term(In x) override {
      return {std::exp(x[0]), {std::exp(x[0])}, {std::sqrt(std::exp(x[0]) / 2)}};
    }
  };
  using V = Eigen::VectorXd;
  for (int method = 0; method < 4; ++method) {
    WithTerm problem(
        1, 1, [](const V& t) -> V { return t; },
        [](const V&) -> Eigen::MatrixXd { return Eigen::MatrixXd::Ones(1, 1); });
    Vector x = {1};
    minimise(*make(method, problem), x, 100);
    CHECK(x[0] == doctest::Approx(-0.35173371124919584));  // 2 x + exp x = 0
  }
}

TEST_CASE("momentum steps are those of the formula") {
  Case c = quadratic(5, 10);
  for (const bool nesterov : {false, true}) {
    const auto sgd =
        make_optimiser(Sgd{.steps = 100, .lr = 0.05, .momentum = 0.8, .nesterov = nesterov}, c.problem, c.problem);
    Vector theta = c.start, g(5);
    Eigen::VectorXd x = eigen(theta), v = Eigen::VectorXd::Zero(5);
    for (int k = 0; k < 50; ++k) {
      sgd->advance(theta);
      c.problem.value_and_gradient(plain(x), g);
      const Eigen::VectorXd gradient = eigen(g);
      v = 0.8 * v + gradient;
      x -= 0.05 * (nesterov ? Eigen::VectorXd(gradient + 0.8 * v) : v);
    }
    CHECK((eigen(theta) - x).norm() < 1e-13);
  }
}
