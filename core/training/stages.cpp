#include "training/stages.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <limits>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

/// Whether a step has moved any parameter by more than the rounding of the largest: what is smaller beside a parameter
/// that is 0 is no step.
bool moved(optimise::In before, optimise::In after) {
  const double least = std::numeric_limits<double>::epsilon() / 2 * optimise::largest(before);
  for (std::size_t i = 0; i < before.size(); ++i)
    if (!(std::abs(after[i] - before[i]) <= least)) return true;
  return false;
}

}  // namespace

Stages::Stages(const std::vector<Stage>& stages, bool redraws, optimise::Objective& loss,
               optimise::LeastSquares& residuals)
    : stages_(stages), loss_(loss), residuals_(residuals), watch_(redraws) {
  for (const Stage& stage : stages) optimise::make_optimiser(stage, loss, residuals);  // complains at once
  if (!stages.empty()) make(0);
}

void Stages::make(std::size_t stage) {
  stage_ = stage;
  step_ = 0;
  stopped_.clear();
  watch_.begin(stages_[stage]);
  optimiser_.reset();  // its state may be half of all memory
  optimiser_ = optimise::make_optimiser(stages_[stage], loss_, residuals_);
}

bool Stages::over() const {
  return stages_.empty() || !stopped_.empty() || step_ >= optimise::steps_of(stages_[stage_]);
}

std::string Stages::enter() {
  std::string said;
  while (stage_ + 1 < stages_.size() && over()) {
    if (!stopped_.empty())
      said += fmt::format("{}stage {}, {}, is over: {}", said.empty() ? "" : "; ", stage_ + 1, stages_[stage_].name(),
                          stopped_);
    make(stage_ + 1);
  }
  return said;
}

std::optional<double> Stages::rate() const {
  if (stages_.empty()) return std::nullopt;
  std::optional<double> rate = optimise::rate_of(stages_[stage_], step_);
  if (rate) *rate *= optimiser_->rate_factor();
  return rate;
}

optimise::Step Stages::advance(optimise::Out theta) {
  const optimise::Vector before(theta.begin(), theta.end());
  const optimise::Step step = optimiser_->advance(theta);
  if (step.stop == optimise::Stop::not_finite) return step;
  stopped_ = step.stop != optimise::Stop::none ? step.why : watch_.after(step, moved(before, theta));
  if (step.counts()) ++step_;
  return step;
}

void Stages::rest() {
  if (optimiser_ == nullptr || !stages_[stage_].method().traits.solves_least_squares()) return;
  const optimise::State kept = optimiser_->state();
  optimiser_.reset();
  optimiser_ = optimise::make_optimiser(stages_[stage_], loss_, residuals_);
  optimiser_->restore(kept);
}

std::uint64_t Stages::steps() const { return optimise::steps_of(std::span<const Stage>(stages_)); }

StageState Stages::state() const {
  return {stage_, step_, stopped_, optimiser_ ? optimiser_->state() : optimise::State{}, watch_.state()};
}

void Stages::restore(const StageState& state) {
  if (stages_.empty()) return;
  const auto stage = static_cast<std::size_t>(state.stage);
  const std::uint64_t steps = optimise::steps_of(stages_[stage]);
  if (stage + 1 == stages_.size() && state.step > steps)
    throw UserError(
        fmt::format("the run has taken {} steps of `{}` already, and `steps` is {} now; a run that goes on "
                    "may be longer than it was, not shorter than it is",
                    state.step, stages_[stage].name(), steps));
  make(stage);
  step_ = state.step;
  stopped_ = state.stopped;
  optimiser_->restore(state.optimiser);
  watch_.restore(state.watch);
}

}  // namespace ansatz
