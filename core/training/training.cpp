#include "training/training.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

constexpr std::uint64_t rows_of_history = 1000;
constexpr double step_points_per_grid_point = 0.12;

std::uint64_t all_steps(const Problem& problem) {
  std::uint64_t steps = 0;
  for (const Stage& stage : problem.stages) steps += optimise::steps_of(stage);
  return steps;
}

/// Points that a step uses, on average over the stages.
std::size_t step_points(const Problem& problem, const Loss& loss) {
  double points = 0, steps = 0;
  for (const Stage& stage : problem.stages) {
    const std::size_t batch = optimise::batch_of(stage);
    const auto count = static_cast<double>(optimise::steps_of(stage));
    steps += count;
    points += count * static_cast<double>(batch == 0 ? loss.points() : std::min(batch, loss.points()));
  }
  return steps > 0 ? static_cast<std::size_t>(points / steps) : loss.points();
}

SlopeStatistics statistics(std::uint64_t step, const std::string& network, std::size_t layer,
                           const std::vector<double>& slopes) {
  const auto count = static_cast<double>(slopes.size());
  const double mean = std::accumulate(slopes.begin(), slopes.end(), 0.0) / count;
  double square = 0;
  for (const double slope : slopes) square += (slope - mean) * (slope - mean) / count;
  return {step, network, layer, mean, std::sqrt(square)};
}

}  // namespace

Cadence::Cadence(std::uint64_t steps, std::size_t grid_points, std::size_t step_points)
    : row(std::max<std::uint64_t>(1, steps / rows_of_history)) {
  const double apart =
      static_cast<double>(grid_points) / (step_points_per_grid_point * static_cast<double>(step_points));
  error = row * std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(apart / static_cast<double>(row))));
}

Training::Training(const Problem& problem, const Loss& loss, CompiledLoss& compiled, CompiledResiduals& residuals,
                   Evaluator& evaluator, ad::Workers& workers, const Before& before)
    : problem_(&problem),
      compiled_(&compiled),
      residuals_(&residuals),
      evaluator_(&evaluator),
      data_(problem, loss, compiled, residuals, workers),
      term_names_(loss.term_names()),
      steps_(all_steps(problem)),
      cadence_(steps_, evaluator.points(), step_points(problem, loss)),
      before_(before),
      theta_(loss.start()),
      seconds_before_(before.seconds) {
  for (const Network& network : loss.trial().networks())
    for (std::size_t k = 0; k < network.slopes().size(); ++k) slope_names_.emplace_back(network.spec().name, k + 1);
  for (const Stage& stage : problem.stages) optimise::make_optimiser(stage, compiled, residuals);  // complains at once
  enter_stage();
}

bool Training::stage_over() const {
  return !stopped_.empty() || stage_step_ >= optimise::steps_of(problem_->stages[stage_]);
}

/// Makes the optimiser of the next stage where one is over. The last one is kept: a run may be prolonged.
void Training::enter_stage() {
  const auto& stages = problem_->stages;
  if (!optimiser_ && !stages.empty()) optimiser_ = optimise::make_optimiser(stages[stage_], *compiled_, *residuals_);
  while (stage_ + 1 < stages.size() && stage_over()) {
    stage_step_ = 0;
    stopped_.clear();
    optimiser_ = optimise::make_optimiser(stages[++stage_], *compiled_, *residuals_);
  }
}

/// Makes points and weights ready for the next step; the last record is of all points.
void Training::prepare(bool final) {
  if (final)
    data_.use_all();
  else if (data_.prepare(step_, problem_->stages[stage_], theta_))
    optimiser_->objective_changed();
}

/// Evaluates at theta, and says whether loss and gradient are numbers there.
bool Training::sound() {
  compiled_->evaluate(theta_);
  return std::isfinite(compiled_->loss()) && optimise::all_finite(compiled_->gradient());
}

std::string Training::unsound_reason() const {
  std::string where;
  for (std::size_t i = 0; i < term_names_.size(); ++i)
    if (!std::isfinite(compiled_->terms()[i]))
      where += fmt::format("{}`{}`", where.empty() ? " in " : ", ", term_names_[i]);
  const std::string what = std::isfinite(compiled_->loss()) ? "the gradient is not finite"
                                                            : fmt::format("the loss is {}", compiled_->loss());
  if (step_ == 0)
    return fmt::format("{} before the first step{}: the equations or conditions have no finite value at some point",
                       what, where);
  return fmt::format("{} after step {}{}: try a smaller learning rate", what, run_step(), where);
}

double Training::seconds() const {
  return seconds_before_ + (running_ ? std::chrono::duration<double>(Clock::now() - started_).count() : 0);
}

Progress Training::progress(bool with_errors) {
  compiled_->evaluate(theta_);
  Progress row;
  row.step = run_step();
  row.steps = steps_ * problem_->sampling.windows;
  row.window = before_.windows + 1;
  row.windows = problem_->sampling.windows;
  row.loss = compiled_->loss();
  for (std::size_t i = 0; i < term_names_.size(); ++i) row.terms.push_back({term_names_[i], compiled_->terms()[i]});
  row.unknowns.assign(compiled_->unknowns().begin(), compiled_->unknowns().end());
  if (with_errors) row.errors = evaluator_->errors(theta_);
  row.seconds = seconds();
  row.draw = data_.draw();
  row.weights = data_.mean_weights();
  return row;
}

/// Records a row if one is due. Returns false when the observer wants to stop.
bool Training::record(bool final, const Observer& observer) {
  if (!final && step_ % cadence_.row != 0) return true;
  if (recorded()) return true;
  // The first row goes without errors: the exact solution may be slow to compute, and there is nothing to see yet.
  const bool with_errors = final || (step_ > 0 && step_ % cadence_.error == 0);
  history_.push_back(progress(with_errors));
  for (std::size_t i = 0; i < slope_names_.size(); ++i)
    slopes_.push_back(statistics(run_step(), slope_names_[i].first, slope_names_[i].second, compiled_->slopes()[i]));
  return !observer || observer(history_.back());
}

/// Takes a step. Returns false when loss or gradient is no longer a number.
bool Training::advance() {
  optimise::Vector before = theta_;
  const optimise::Step step = optimiser_->advance(theta_);
  if (step.stop == optimise::Stop::not_finite) return false;
  if (step.stop != optimise::Stop::none) stopped_ = step.why;
  if (step.length > 0) {
    previous_ = std::move(before);
    ++stage_step_;
    ++step_;
  }
  return true;
}

Outcome Training::finish(Status status, std::string reason) {
  Outcome outcome{status, std::move(reason), {}, history_, slopes_};
  const bool complete = recorded() && !data_.on_part() && history_.back().errors.size() == problem_->exact.size();
  data_.use_all();
  outcome.last = complete ? history_.back() : progress(true);
  if (!recorded())
    outcome.history.push_back(outcome.last);
  else if (!complete)
    outcome.history.back() = outcome.last;
  seconds_before_ = seconds();
  running_ = false;
  return outcome;
}

std::string Training::end_reason() const {
  return stopped_.empty() ? fmt::format("all {} steps are done", steps_)
                          : fmt::format("after step {}: {}", run_step(), stopped_);
}

/// Back to the last sound state. The optimiser has not seen it; nothing goes on from here.
Outcome Training::diverge() {
  compiled_->evaluate(theta_);
  std::string reason = unsound_reason();
  if (!previous_.empty()) {
    theta_ = previous_;
    --step_;
    --stage_step_;
  }
  return finish(Status::diverged, std::move(reason));
}

Outcome Training::run(const Observer& observer, const Interrupt& interrupt) {
  started_ = Clock::now();
  running_ = true;
  for (;;) {
    enter_stage();
    const bool final = problem_->stages.empty() || stage_over();
    prepare(final);
    if ((final || step_ % cadence_.row == 0) && !sound()) return diverge();
    const bool go_on = record(final, observer);
    if (final) return finish(Status::finished, end_reason());
    if (!go_on || (interrupt && interrupt()))
      return finish(Status::interrupted, fmt::format("stopped on request after step {}", run_step()));
    if (!advance()) return diverge();
  }
}

TrainingState Training::state() const {
  return {theta_,
          stage_,
          stage_step_,
          step_,
          seconds(),
          stopped_,
          optimiser_ ? optimiser_->state() : optimise::State{},
          data_.state(),
          history_,
          slopes_};
}

void Training::restore(TrainingState state) {
  stage_ = state.stage;
  stage_step_ = state.stage_step;
  step_ = state.step;
  seconds_before_ = state.seconds;
  stopped_ = std::move(state.stopped);
  theta_ = std::move(state.theta);
  data_.restore(state.data);
  previous_.clear();
  history_ = std::move(state.history);
  slopes_ = std::move(state.slopes);
  optimiser_.reset();
  if (problem_->stages.empty()) return;
  optimiser_ = optimise::make_optimiser(problem_->stages[stage_], *compiled_, *residuals_);
  optimiser_->restore(state.optimiser);
}

}  // namespace ansatz
