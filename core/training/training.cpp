#include "training/training.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ansatz/core/automatic.hpp"
#include "training/divergence.hpp"

namespace ansatz {

Training::Training(const Problem& problem, const Loss& loss, CompiledLoss& compiled, CompiledResiduals& residuals,
                   Evaluator& evaluator, ad::Workers& workers, const Before& before)
    : problem_(problem),
      loss_(loss),
      compiled_(compiled),
      data_(problem, loss, compiled, residuals, workers),
      stages_(problem.stages, resampling_steps(problem) > 0, compiled, residuals),
      stopwatch_(before.seconds),
      recorder_(problem, loss, compiled, evaluator, data_, stopwatch_, before, stages_.steps()),
      theta_(loss.start()),
      good_(theta_.size()) {}

/// Makes points and weights ready for the next step; the last record is of all points.
void Training::prepare(bool final) {
  if (final) return data_.use_all();
  const std::uint64_t draw = data_.draw();
  const bool changed = data_.prepare(step_, stages_.current(), theta_);
  if (data_.points_suffice()) stages_.points_suffice();
  if (!changed) return;
  stages_.objective_changed(data_.draw() != draw);
  if (data_.draw() != draw) good_.points_changed();
}

/// Evaluates at theta, and says whether loss and gradient are numbers there.
bool Training::sound() {
  compiled_.evaluate(theta_);
  return std::isfinite(compiled_.loss()) && optimise::all_finite(compiled_.gradient()) && !beyond_rescue();
}

/// Whether a rate has driven the loss to where no step brings it down again. Where weights move, losses are none to
/// compare; those that begin next to 0 are compared with 1.
bool Training::beyond_rescue() const {
  constexpr double hopeless = 1e10;  // times the loss that training began with
  const std::vector<Progress>& rows = recorder_.records().history;
  if (rows.empty() || problem_.stages.empty() || problem_.weighting.moves()) return false;
  return optimise::is_first_order(stages_.current()) && compiled_.loss() > hopeless * std::max(1.0, rows.front().loss);
}

std::string Training::unsound_reason() {
  compiled_.evaluate(theta_);
  return describe_unsound(loss_, compiled_, data_, theta_) + (step_ == 0 ? " before the first step" : "");
}

/// Records a row if one is due. Returns false when the observer wants to stop.
bool Training::record(bool final, const Observer& observer) {
  if ((!final && !recorder_.due(step_)) || recorder_.recorded(step_)) return true;
  const Progress& row = recorder_.record(step_, theta_, stages_.rate(), final || stages_.asks_for_errors());
  good_.see(step_, row.loss, theta_);
  return !observer || observer(row);
}

/// Takes a step. Returns false when loss or gradient is no longer a number.
bool Training::advance(const Listener& listener) {
  within_step_ = true;
  const optimise::Step step = stages_.advance(theta_);
  within_step_ = false;
  recorder_.worked(stages_.current(), step.cost, theta_.size());
  if (step.stop == optimise::Stop::not_finite) return false;
  if (step.counts()) ++step_;
  if (!step.said.empty()) tell(step.said, listener);
  return true;
}

Outcome Training::finish(Status status, std::string reason, bool as_recorded) {
  as_recorded = as_recorded && !data_.on_part();
  data_.use_all();
  Outcome outcome = recorder_.conclude(step_, theta_, stages_.rate(), as_recorded);
  outcome.status = status;
  outcome.reason = std::move(reason);
  outcome.stuck = status == Status::finished && !stages_.stopped().empty() && !stages_.reached(outcome.last);
  stopwatch_.stop();
  stages_.rest();
  return outcome;
}

std::string Training::end_reason() const {
  return stages_.stopped().empty() ? fmt::format("all {} steps are done", stages_.steps()) : stages_.stopped();
}

/// To the last good state, and says where that was; steps stay counted. Nothing where none was recorded.
std::string Training::go_back() {
  const GoodState& good = good_.best();
  if (!good.known()) return {};
  theta_ = good.theta;
  return fmt::format("the parameters after step {}, of loss {:.3e}", recorder_.in_run(good.step), good.loss);
}

/// An entry of the log that is said at once.
void Training::tell(std::string text, const Listener& listener) {
  note(std::move(text));
  if (listener) listener(recorder_.records().events.back());
}

/// Goes on from the last good state at half the rate; false where the stage may not.
bool Training::retreat(const Listener& listener) {
  if (!good_.best().known() || !stages_.retreat()) return false;
  const std::string why = unsound_reason();
  tell(fmt::format("{}: back to {}, at half the rate", why, go_back()), listener);
  return true;
}

Outcome Training::diverge() {
  std::string reason = unsound_reason();
  const std::string kept = go_back();
  reason += ": " + advice_on_unsound(problem_, data_, step_ == 0 ? nullptr : &stages_.current());
  if (!kept.empty()) reason += fmt::format("; kept are {}", kept);
  return finish(Status::diverged, std::move(reason), false);
}

Outcome Training::give_up(const std::string& why) {
  return finish(Status::interrupted, fmt::format("{} after step {}", why, recorder_.in_run(step_)));
}

Outcome Training::run(const Observer& observer, const Interrupt& interrupt, const Listener& listener) {
  stopwatch_.start();
  for (;;) {
    if (std::string said = stages_.enter(); !said.empty()) tell(std::move(said), listener);
    const bool final = stages_.over();
    prepare(final);
    if ((final || recorder_.due(step_)) && !sound()) {
      if (!retreat(listener)) return diverge();
      continue;
    }
    const bool go_on = record(final, observer);
    if (final) return finish(Status::finished, end_reason());
    if (!go_on || (interrupt && interrupt()))
      return finish(Status::interrupted, fmt::format("stopped on request after step {}", recorder_.in_run(step_)));
    if (recorder_.recorded(step_)) stages_.see(recorder_.records().history.back());
    stages_.see(stopwatch_.seconds());
    if (!stages_.over() && !advance(listener) && !retreat(listener)) return diverge();
  }
}

TrainingState Training::state() const {
  return {theta_,
          step_,
          stopwatch_.seconds(),
          stages_.state(),
          data_.state(),
          recorder_.records(),
          recorder_.earned(),
          good_.state()};
}

void Training::restore(TrainingState state) {
  theta_ = std::move(state.theta);
  step_ = state.step;
  within_step_ = false;
  stopwatch_ = Stopwatch(state.seconds);
  stages_.restore(state.stage);
  data_.restore(state.data);
  recorder_.restore(std::move(state.records), state.earned);
  good_.restore(state.good);
}

}  // namespace ansatz
