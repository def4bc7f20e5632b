#include "ansatz/core/optimise/optimiser.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::optimise {

void StateFields::vector(const std::string& name, Vector& value) {
  if (direction_ == Direction::write) {
    state_[name] = value;
    return;
  }
  const auto found = state_.find(name);
  if (found == state_.end())
    throw UserError(
        fmt::format("the saved state of the optimiser has no '{}': it belongs to another kind of stage", name));
  if (found->second.size() != value.size())
    throw UserError(
        fmt::format("the saved '{}' of the optimiser has {} numbers where {} are needed: it belongs to another "
                    "network or to other settings",
                    name, found->second.size(), value.size()));
  value = found->second;
}

void StateFields::number(const std::string& name, double& value) {
  Vector one = {value};
  vector(name, one);
  value = one[0];
}

void StateFields::count(const std::string& name, std::uint64_t& value) {
  double v = static_cast<double>(value);
  number(name, v);
  value = static_cast<std::uint64_t>(v);
}

void StateFields::flag(const std::string& name, bool& value) {
  double v = value;
  number(name, v);
  value = v != 0;
}

State Optimiser::state() const {
  State state;
  StateFields fields(state, StateFields::Direction::write);
  const_cast<Optimiser*>(this)->describe(fields);  // writing a state changes no member
  return state;
}

void Optimiser::restore(const State& state) {
  StateFields fields(const_cast<State&>(state), StateFields::Direction::read);  // reading changes no state
  describe(fields);
}

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
    const Work& w = summary.last.work;
    summary.work.values += w.values;
    summary.work.gradients += w.gradients;
    summary.work.normal_equations += w.normal_equations;
    summary.work.factorisations += w.factorisations;
    summary.work.products += w.products;
    if (summary.last.stop != Stop::none) {
      summary.reason = summary.last.why;
      return summary;
    }
  }
  summary.reason = fmt::format("all {} steps are done", steps);
  return summary;
}

}  // namespace ansatz::optimise
