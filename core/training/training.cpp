#include "training/training.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace ansatz {

Training::Training(const Problem& problem, const Loss& loss, CompiledLoss& compiled, CompiledResiduals& residuals,
                   Evaluator& evaluator, ad::Workers& workers, const Before& before)
    : loss_(loss),
      compiled_(compiled),
      data_(problem, loss, compiled, residuals, workers),
      stages_(problem.stages, compiled, residuals),
      stopwatch_(before.seconds),
      recorder_(problem, loss, compiled, evaluator, data_, stopwatch_, before, stages_.steps()),
      theta_(loss.start()) {}

/// Makes points and weights ready for the next step; the last record is of all points.
void Training::prepare(bool final) {
  if (final)
    data_.use_all();
  else if (data_.prepare(step_, stages_.current(), theta_))
    stages_.objective_changed();
}

/// Evaluates at theta, and says whether loss and gradient are numbers there.
bool Training::sound() {
  compiled_.evaluate(theta_);
  return std::isfinite(compiled_.loss()) && optimise::all_finite(compiled_.gradient());
}

std::string Training::unsound_reason() const {
  std::string where;
  for (std::size_t i = 0; i < loss_.term_names().size(); ++i)
    if (!std::isfinite(compiled_.terms()[i]))
      where += fmt::format("{}`{}`", where.empty() ? " in " : ", ", loss_.term_names()[i]);
  const std::string what =
      std::isfinite(compiled_.loss()) ? "the gradient is not finite" : fmt::format("the loss is {}", compiled_.loss());
  if (step_ == 0)
    return fmt::format("{} before the first step{}: the equations or conditions have no finite value at some point",
                       what, where);
  return fmt::format("{} after step {}{}: try a smaller learning rate", what, recorder_.in_run(step_), where);
}

/// Records a row if one is due. Returns false when the observer wants to stop.
bool Training::record(bool final, const Observer& observer) {
  if ((!final && !recorder_.due(step_)) || recorder_.recorded(step_)) return true;
  const Progress& row = recorder_.record(step_, theta_, stages_.rate(), final);
  return !observer || observer(row);
}

/// Takes a step. Returns false when loss or gradient is no longer a number.
bool Training::advance() {
  optimise::Vector before = theta_;
  const optimise::Step step = stages_.advance(theta_);
  recorder_.worked(stages_.current(), step.cost, theta_.size());
  if (step.stop == optimise::Stop::not_finite) return false;
  if (step.length > 0) {
    previous_ = std::move(before);
    ++step_;
  }
  return true;
}

Outcome Training::finish(Status status, std::string reason) {
  const bool as_recorded = !data_.on_part();
  data_.use_all();
  Outcome outcome = recorder_.conclude(step_, theta_, stages_.rate(), as_recorded);
  outcome.status = status;
  outcome.reason = std::move(reason);
  stopwatch_.stop();
  return outcome;
}

std::string Training::end_reason() const {
  return stages_.stopped().empty() ? fmt::format("all {} steps are done", stages_.steps())
                                   : fmt::format("after step {}: {}", recorder_.in_run(step_), stages_.stopped());
}

/// Back to the last sound state. The optimiser has not seen it; nothing goes on from here.
Outcome Training::diverge() {
  compiled_.evaluate(theta_);
  std::string reason = unsound_reason();
  if (!previous_.empty()) {
    theta_ = previous_;
    --step_;
    stages_.take_back();
  }
  return finish(Status::diverged, std::move(reason));
}

Outcome Training::run(const Observer& observer, const Interrupt& interrupt) {
  stopwatch_.start();
  for (;;) {
    stages_.enter();
    const bool final = stages_.over();
    prepare(final);
    if ((final || recorder_.due(step_)) && !sound()) return diverge();
    const bool go_on = record(final, observer);
    if (final) return finish(Status::finished, end_reason());
    if (!go_on || (interrupt && interrupt()))
      return finish(Status::interrupted, fmt::format("stopped on request after step {}", recorder_.in_run(step_)));
    if (!advance()) return diverge();
  }
}

TrainingState Training::state() const {
  return {theta_, step_, stopwatch_.seconds(), stages_.state(), data_.state(), recorder_.records(), recorder_.earned()};
}

void Training::restore(TrainingState state) {
  theta_ = std::move(state.theta);
  previous_.clear();
  step_ = state.step;
  stopwatch_ = Stopwatch(state.seconds);
  stages_.restore(state.stage);
  data_.restore(state.data);
  recorder_.restore(std::move(state.records), state.earned);
}

}  // namespace ansatz
