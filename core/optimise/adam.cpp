#include "optimise/adam.hpp"

#include <cmath>

namespace ansatz::optimise {

Adam::Adam(const AdamStage& stage, Objective& objective)
    : objective_(objective),
      stage_(stage),
      gradient_(objective.size()),
      mean_(objective.size()),
      square_(objective.size()) {
  require(stage.beta1 >= 0 && stage.beta1 < 1, "adam", "beta1 must be at least 0 and below 1", stage.beta1);
  require(stage.beta2 >= 0 && stage.beta2 < 1, "adam", "beta2 must be at least 0 and below 1", stage.beta2);
  require(stage.epsilon > 0, "adam", "epsilon must be positive", stage.epsilon);
  require(stage.rate.rate > 0 && std::isfinite(stage.rate.rate), "adam", "the learning rate must be positive",
          stage.rate.rate);
}

Step Adam::advance(Out theta) {
  Step step;
  const double loss = objective_.value_and_gradient(theta, gradient_);
  ++step.work.gradients;
  if (ends_here(loss, gradient_, 0, step)) return step;
  const double beta1 = stage_.beta1, beta2 = stage_.beta2;
  const auto t = static_cast<double>(steps_ + 1);
  const double unbias1 = 1 / (1 - std::pow(beta1, t)), unbias2 = 1 / (1 - std::pow(beta2, t));
  const double rate = stage_.rate.at_step(steps_, stage_.steps) * unbias1;
  double squares = 0;
  for (std::size_t i = 0; i < theta.size(); ++i) {
    const double g = gradient_[i];
    mean_[i] = beta1 * mean_[i] + (1 - beta1) * g;
    square_[i] = beta2 * square_[i] + (1 - beta2) * g * g;
    const double change = rate * mean_[i] / (std::sqrt(square_[i] * unbias2) + stage_.epsilon);
    theta[i] -= change;
    squares += change * change;
  }
  step.length = std::sqrt(squares);
  ++steps_;
  return step;
}

void Adam::describe(StateFields& fields) {
  fields.count("steps", steps_);
  fields.vector("mean", mean_);
  fields.vector("square", square_);
}

}  // namespace ansatz::optimise
