// Adam against its paper, written out once more; schedules against hand-computed values.
#include "optimise/adam.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "optimise/stage.hpp"

using namespace ansatz;
using optimise::In;
using optimise::Out;

namespace {

/// sum_i i (theta_i - 1)^2, not a number beyond |theta_0| = 5.
class Quadratic final : public optimise::Objective {
 public:
  std::size_t size() const override { return 4; }
  double value(In theta) override {
    optimise::Vector scratch(4);
    return value_and_gradient(theta, scratch);
  }
  double value_and_gradient(In theta, Out gradient) override {
    double sum = std::abs(theta[0]) > 5 ? std::nan("") : 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const double scale = static_cast<double>(i + 1);
      sum += scale * (theta[i] - 1) * (theta[i] - 1);
      gradient[i] = 2 * scale * (theta[i] - 1);
    }
    return sum;
  }
};

Adam some_stage() {
  return {.steps = 300,
          .lr = ExponentialDecay{.start = 0.05, .rate = 0.5, .every = 100},
          .beta1 = 0.8,
          .beta2 = 0.95,
          .epsilon = 1e-6};
}

}  // namespace

TEST_CASE("Adam takes the steps of its paper") {
  Quadratic quadratic;
  optimise::AdamOptimiser adam(some_stage(), quadratic);
  optimise::Vector theta{3, -2, 0.5, 4}, plain = theta, gradient(4), m(4), v(4);
  for (int t = 1; t <= 300; ++t) {
    const double loss = quadratic.value_and_gradient(plain, gradient);
    for (std::size_t i = 0; i < 4; ++i) {
      m[i] = 0.8 * m[i] + 0.2 * gradient[i];
      v[i] = 0.95 * v[i] + 0.05 * gradient[i] * gradient[i];
      const double mhat = m[i] / (1 - std::pow(0.8, t)), vhat = v[i] / (1 - std::pow(0.95, t));
      plain[i] -= 0.05 * std::pow(0.5, (t - 1) / 100.0) * mhat / (std::sqrt(vhat) + 1e-6);
    }
    const optimise::Step step = adam.advance(theta);
    CHECK(step.loss == doctest::Approx(loss));
    for (std::size_t i = 0; i < 4; ++i) CHECK(theta[i] == doctest::Approx(plain[i]).epsilon(1e-12));
  }
  CHECK(quadratic.value(theta) < 1e-3);
}

TEST_CASE("Adam goes on from its state with the same bits") {
  Quadratic quadratic;
  optimise::AdamOptimiser first(some_stage(), quadratic);
  optimise::Vector theta{3, -2, 0.5, 4};
  for (int i = 0; i < 50; ++i) first.advance(theta);
  optimise::AdamOptimiser second(some_stage(), quadratic);
  second.restore(first.state());
  optimise::Vector other = theta;
  for (int i = 0; i < 50; ++i) first.advance(theta), second.advance(other);
  CHECK(theta == other);
  optimise::State damaged = first.state();
  std::get<optimise::Vector>(damaged["mean"]).pop_back();
  CHECK_THROWS_AS(second.restore(damaged), UserError);
}

TEST_CASE("Adam does not step from where the loss is no number") {
  Quadratic quadratic;
  optimise::AdamOptimiser adam(some_stage(), quadratic);
  optimise::Vector theta{6, 0, 0, 0};
  CHECK(adam.advance(theta).stop == optimise::Stop::not_finite);
  CHECK(theta == optimise::Vector{6, 0, 0, 0});
}

TEST_CASE("settings of Adam that make no sense are refused") {
  const auto refused = [](const Stage& stage, const char* message) {
    CHECK_THROWS_WITH_AS(check(stage), message, UserError);
  };
  refused(Adam{.lr = 0}, "adam: `lr` must be a number > 0; got 0");
  refused(Adam{.lr = std::nan("")}, "adam: `lr` must be a number > 0; got nan");
  refused(Adam{.lr = CosineDecay{.start = -1}}, "cosine: `start` must be a number > 0; got -1");
  refused(Adam{.beta1 = 1}, "adam: `beta1` must be a number from 0 to below 1; got 1");
  refused(Adam{.beta2 = -0.1}, "adam: `beta2` must be a number from 0 to below 1; got -0.1");
  refused(Adam{.epsilon = 0}, "adam: `epsilon` must be a number > 0; got 0");
  refused(Adam{.steps = 0}, "adam: `steps` must be a whole number from 1 to 1000000000000; got 0");
}

TEST_CASE("schedules have the values that their definitions give") {
  const Schedule constant = 0.1;
  CHECK(constant.at_step(0, 10) == 0.1);
  CHECK(constant.at_step(9, 10) == 0.1);
  const Schedule exponential = ExponentialDecay{.start = 0.1, .rate = 0.5, .every = 100};
  CHECK(exponential.at_step(0, 1000) == 0.1);
  CHECK(exponential.at_step(200, 1000) == doctest::Approx(0.025));
  CHECK(exponential.at_step(50, 1000) == doctest::Approx(0.1 * std::sqrt(0.5)));
  const Schedule step = StepDecay{.start = 0.1, .factor = 0.5, .at = {10, 50}};
  CHECK(step.at_step(9, 100) == 0.1);
  CHECK(step.at_step(10, 100) == doctest::Approx(0.05));
  CHECK(step.at_step(99, 100) == doctest::Approx(0.025));
  const Schedule cosine = CosineDecay{.start = 0.1, .final = 0.02};
  CHECK(cosine.at_step(0, 101) == doctest::Approx(0.1));
  CHECK(cosine.at_step(50, 101) == doctest::Approx(0.06));
  CHECK(cosine.at_step(100, 101) == doctest::Approx(0.02));
  CHECK(cosine.at_step(0, 1) == doctest::Approx(0.02));
}
