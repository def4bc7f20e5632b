#include "training/stages.hpp"

namespace ansatz {

Stages::Stages(const std::vector<Stage>& stages, optimise::Objective& loss, optimise::LeastSquares& residuals)
    : stages_(stages), loss_(loss), residuals_(residuals) {
  for (const Stage& stage : stages) optimise::make_optimiser(stage, loss, residuals);  // complains at once
  if (!stages.empty()) make(0);
}

void Stages::make(std::size_t stage) {
  stage_ = stage;
  step_ = 0;
  stopped_.clear();
  optimiser_ = optimise::make_optimiser(stages_[stage], loss_, residuals_);
}

bool Stages::over() const {
  return stages_.empty() || !stopped_.empty() || step_ >= optimise::steps_of(stages_[stage_]);
}

void Stages::enter() {
  while (stage_ + 1 < stages_.size() && over()) make(stage_ + 1);
}

std::optional<double> Stages::rate() const {
  return stages_.empty() ? std::nullopt : optimise::rate_of(stages_[stage_], step_);
}

optimise::Step Stages::advance(optimise::Out theta) {
  const optimise::Step step = optimiser_->advance(theta);
  if (step.stop == optimise::Stop::not_finite) return step;
  if (step.stop != optimise::Stop::none) stopped_ = step.why;
  if (step.length > 0) ++step_;
  return step;
}

void Stages::take_back() {
  if (step_ > 0) --step_;  // it may have been the last one of the stage before
}

std::uint64_t Stages::steps() const {
  std::uint64_t steps = 0;
  for (const Stage& stage : stages_) steps += optimise::steps_of(stage);
  return steps;
}

StageState Stages::state() const {
  return {stage_, step_, stopped_, optimiser_ ? optimiser_->state() : optimise::State{}};
}

void Stages::restore(const StageState& state) {
  if (stages_.empty()) return;
  make(static_cast<std::size_t>(state.stage));
  step_ = state.step;
  stopped_ = state.stopped;
  optimiser_->restore(state.optimiser);
}

}  // namespace ansatz
