#include "ansatz/core/optimise/optimiser.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace ansatz::optimise {

bool StallWatch::stalled(double before, double after) {
  const bool fell = before - after > 4 * std::numeric_limits<double>::epsilon() * std::abs(before);
  steps_ = fell ? 0 : steps_ + 1;
  return steps_ >= patience;
}

bool ends_here(double loss, In gradient, double gradient_tolerance, Step& step) {
  step.loss = loss;
  step.gradient = largest(gradient);
  if (!std::isfinite(loss) || !all_finite(gradient)) {
    step.stop = Stop::not_finite;
    step.why = fmt::format(
        "the {} is not finite at the current parameters; restart with a smaller step or other "
        "initial values",
        std::isfinite(loss) ? "gradient" : "loss");
  } else if (loss == 0) {
    step.stop = Stop::converged;
    step.why = "the loss is exactly zero";
  } else if (step.gradient <= gradient_tolerance) {
    step.stop = Stop::converged;
    step.why = fmt::format("the largest component of the gradient, {:.3g}, is within the tolerance {:.3g}",
                           step.gradient, gradient_tolerance);
  }
  return step.stop != Stop::none;
}

Summary minimise(Optimiser& optimiser, Out theta, std::uint64_t steps) {
  Summary summary;
  while (summary.steps < steps) {
    summary.last = optimiser.advance(theta);
    ++summary.steps;
    const Cost& w = summary.last.cost;
    summary.cost.values += w.values;
    summary.cost.gradients += w.gradients;
    summary.cost.normal_equations += w.normal_equations;
    summary.cost.factorisations += w.factorisations;
    summary.cost.products += w.products;
    if (summary.last.stop != Stop::none) {
      summary.reason = summary.last.why;
      return summary;
    }
  }
  summary.reason = fmt::format("all {} steps are done", steps);
  return summary;
}

}  // namespace ansatz::optimise
