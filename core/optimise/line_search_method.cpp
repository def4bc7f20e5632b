#include "optimise/line_search_method.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ansatz::optimise {

LineSearchMethod::LineSearchMethod(Objective& objective, const Wolfe& wolfe, double gradient_tolerance)
    : objective_(objective),
      wolfe_(wolfe),
      gradient_tolerance_(gradient_tolerance),
      gradient_(objective.size()),
      direction_(objective.size()),
      trial_(objective.size()),
      trial_gradient_(objective.size()) {
  keep("fresh", fresh_);
  keep("evaluated", evaluated_);
  keep("loss", loss_);
  keep("previous_loss", previous_);
  keep("gradient", gradient_);
  keep("direction", direction_);
  keep("stall.steps", stall_.steps());
}

Step LineSearchMethod::advance(Out theta) {
  Step step;
  if (!evaluated_) {
    loss_ = previous_ = objective_.value_and_gradient(theta, gradient_);
    ++step.cost.gradients;
  }
  if (ends_here(loss_, gradient_, gradient_tolerance_, step)) return step;
  if (!evaluated_) direct(gradient_, direction_);
  evaluated_ = true;

  const LineStep found = search(theta, step);
  if (!found.found) return step;

  Vector s = trial_, y = trial_gradient_;
  add_scaled(s, -1, theta);
  add_scaled(y, -1, gradient_);
  step.length = norm(s);
  const double sBs = -found.length * dot(s, gradient_), ys = dot(y, s), before = loss_;
  copy(trial_, theta);
  std::swap(gradient_, trial_gradient_);
  previous_ = loss_;
  loss_ = found.value;
  if (ys > std::numeric_limits<double>::epsilon() * norm(y) * step.length && sBs > 0) {
    learn({s, y, ys, sBs}, gradient_, direction_);
    fresh_ = false;
  } else {
    direct(gradient_, direction_);
  }
  step.loss = loss_;
  step.gradient = largest(gradient_);
  if (stall_.stalled(before, loss_)) {
    step.stop = Stop::stalled;
    step.why = "the last steps no longer change the loss: its digits are used up";
  }
  return step;
}

LineStep LineSearchMethod::search(In theta, Step& step) {
  double slope = dot(gradient_, direction_);
  if (!(slope < 0) || !all_finite(direction_)) steepest_descent();
  while (true) {
    slope = dot(gradient_, direction_);
    const double first = fresh_ ? std::min(1.0, 1 / norm(gradient_)) : first_trial(slope);
    const LineStep found =
        strong_wolfe(objective_, theta, direction_, loss_, slope, first, wolfe_, trial_, trial_gradient_);
    step.cost.gradients += found.evaluations;
    if (found.found) return found;
    if (fresh_) {
      step.stop = Stop::line_search;
      step.why = "no step along the gradient lowers the loss: its digits are used up, or the gradient is wrong";
      return found;
    }
    steepest_descent();
  }
}

/// The step that would lower the loss as much as the last one did, were the loss a parabola (Nocedal and Wright 2006,
/// eq. 3.60): where long steps were shortened before, the search begins with a shorter one. From 0.1, since
/// the last decrease may be little but rounding, to 1.
double LineSearchMethod::first_trial(double slope) const {
  const double expected = 2.02 * (previous_ - loss_) / -slope;
  return expected > 0 && std::isfinite(expected) ? std::clamp(expected, 0.1, 1.0) : 1;
}

void LineSearchMethod::steepest_descent() {
  forget();
  fresh_ = true;
  copy(gradient_, direction_);
  scale(direction_, -1);
}

}  // namespace ansatz::optimise
