#include "optimise/sgd.hpp"

#include <cmath>

namespace ansatz::optimise {

Sgd::Sgd(const SgdStage& stage, Objective& objective)
    : objective_(objective), stage_(stage), gradient_(objective.size()), velocity_(objective.size()) {
  require(stage.rate > 0 && std::isfinite(stage.rate), "sgd", "rate must be positive", stage.rate);
  require(stage.momentum >= 0 && stage.momentum < 1, "sgd", "momentum must be at least 0 and below 1", stage.momentum);
}

Step Sgd::advance(Out theta) {
  Step step;
  const double loss = objective_.value_and_gradient(theta, gradient_);
  ++step.work.gradients;
  if (ends_here(loss, gradient_, 0, step)) return step;
  scale(velocity_, stage_.momentum);
  add_scaled(velocity_, 1, gradient_);
  if (stage_.nesterov)
    add_scaled(gradient_, stage_.momentum, velocity_);
  else
    copy(velocity_, gradient_);
  add_scaled(theta, -stage_.rate, gradient_);
  step.length = stage_.rate * norm(gradient_);
  return step;
}

}  // namespace ansatz::optimise
