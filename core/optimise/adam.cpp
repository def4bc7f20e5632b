#include "optimise/adam.hpp"

#include <algorithm>
#include <cmath>

#include "optimise/settings.hpp"

namespace ansatz {
namespace optimise {

AdamOptimiser::AdamOptimiser(const Adam& settings, Objective& objective)
    : objective_(objective),
      settings_(settings),
      gradient_(objective.size()),
      mean_(objective.size()),
      square_(objective.size()) {
  keep("steps", steps_);
  keep("mean", mean_);
  keep("square", square_);
  keep("retreats", retreats_);
  keep("forgotten", forgotten_);
}

bool AdamOptimiser::retreat() {
  if (retreats_ >= settings_.retreat) return false;  // a checkpoint may be of a run that had more
  ++retreats_;
  forgotten_ = steps_;
  std::fill(mean_.begin(), mean_.end(), 0.0);
  std::fill(square_.begin(), square_.end(), 0.0);
  return true;
}

double AdamOptimiser::rate_factor() const { return std::ldexp(1.0, -static_cast<int>(retreats_)); }

Step AdamOptimiser::advance(Out theta) {
  Step step;
  const double loss = objective_.value_and_gradient(theta, gradient_);
  ++step.cost.gradients;
  if (ends_here(loss, gradient_, 0, step)) return step;
  const double beta1 = settings_.beta1, beta2 = settings_.beta2;
  const auto t = static_cast<double>(steps_ - forgotten_ + 1);
  const double unbias1 = 1 / (1 - std::pow(beta1, t)), unbias2 = 1 / (1 - std::pow(beta2, t));
  const double rate = rate_factor() * settings_.lr.at_step(steps_, settings_.steps) * unbias1;
  double squares = 0;
  for (std::size_t i = 0; i < theta.size(); ++i) {
    const double g = gradient_[i];
    mean_[i] = beta1 * mean_[i] + (1 - beta1) * g;
    square_[i] = beta2 * square_[i] + (1 - beta2) * g * g;
    const double change = rate * mean_[i] / (std::sqrt(square_[i] * unbias2) + settings_.epsilon);
    theta[i] -= change;
    squares += change * change;
  }
  step.length = std::sqrt(squares);
  ++steps_;
  return step;
}

}  // namespace optimise

std::shared_ptr<const StageMethod> method_of(const Adam&) {
  static const auto method = stage_method<Adam, optimise::AdamOptimiser>(
      "adam",
      {"Adam: stochastic gradient steps with adapted moments",
       {{"D. P. Kingma and J. Ba", "Adam: a method for stochastic optimization", "ICLR, arXiv:1412.6980", 2015}}},
      {
          setting("steps", &Adam::steps, limits::steps, "training steps"),
          optimise::epochs_setting<Adam>(),
          setting("lr", &Adam::lr, limits::positive, "learning rate, or how it changes"),
          setting("beta1", &Adam::beta1, limits::fraction, "decay of the mean of gradients"),
          setting("beta2", &Adam::beta2, limits::fraction, "decay of the mean of squared gradients"),
          setting("epsilon", &Adam::epsilon, limits::positive, "keeps the quotient finite"),
          optimise::batch_setting<Adam>(),
          optimise::until_setting<Adam>(),
          optimise::retreat_setting<Adam>(),
      },
      {.first_order = true, .numbers = [](const void*, double n) { return 2 * n; }});
  return method;
}

}  // namespace ansatz
