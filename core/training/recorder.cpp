#include "training/recorder.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

#include "optimise/stage.hpp"
#include "optimise/work.hpp"

namespace ansatz {
namespace {

constexpr std::uint64_t rows_of_history = 1000;  // as many as a curve on a screen can show
constexpr double part_of_time = 0.04;            // that errors may take

SlopeStatistics statistics(std::uint64_t step, const std::string& network, std::size_t layer,
                           const std::vector<double>& slopes) {
  const auto count = static_cast<double>(slopes.size());
  const double mean = std::accumulate(slopes.begin(), slopes.end(), 0.0) / count;
  double square = 0;
  for (const double slope : slopes) square += (slope - mean) * (slope - mean) / count;
  return {step, network, layer, mean, std::sqrt(square)};
}

}  // namespace

std::uint64_t steps_of_a_row(std::uint64_t steps) { return std::max<std::uint64_t>(1, steps / rows_of_history); }

void ErrorBudget::earn(const optimise::Cost& cost, std::size_t points, std::size_t parameters) {
  earned_ += part_of_time * optimise::work_of(cost, static_cast<double>(points), static_cast<double>(parameters));
}

Recorder::Recorder(const Problem& problem, const Loss& loss, CompiledLoss& compiled, Evaluator& evaluator,
                   const TrainingData& data, const Stopwatch& stopwatch, const Before& before, std::uint64_t steps)
    : problem_(problem),
      compiled_(compiled),
      evaluator_(evaluator),
      data_(data),
      stopwatch_(stopwatch),
      before_(before),
      steps_(steps),
      row_steps_(steps_of_a_row(steps)),
      points_(loss.points()),
      budget_(evaluator.points()),
      shown_(snapshot_steps(problem.plots)),
      term_names_(loss.term_names()) {
  for (const Network& network : loss.trial().networks())
    for (std::size_t k = 0; k < network.slopes().size(); ++k) slope_names_.emplace_back(network.spec().name, k + 1);
}

Progress Recorder::row(std::uint64_t step, std::span<const double> theta, std::optional<double> rate,
                       bool with_errors) const {
  compiled_.evaluate(theta);
  Progress row;
  row.step = in_run(step);
  row.steps = steps_ * problem_.sampling.windows;
  row.window = before_.windows + 1;
  row.windows = problem_.sampling.windows;
  row.loss = compiled_.loss();
  for (std::size_t i = 0; i < term_names_.size(); ++i) row.terms.push_back({term_names_[i], compiled_.terms()[i]});
  row.unknowns.assign(compiled_.unknowns().begin(), compiled_.unknowns().end());
  row.rate = rate;
  if (with_errors) row.errors = evaluator_.errors(theta);
  row.seconds = stopwatch_.seconds();
  row.draw = data_.draw();
  row.weights = data_.mean_weights();
  return row;
}

void Recorder::worked(const Stage& stage, const optimise::Cost& cost, std::size_t parameters) {
  const std::size_t batch = optimise::batch_of(stage);
  budget_.earn(cost, batch == 0 ? points_ : std::min(batch, points_), parameters);
}

const Progress& Recorder::record(std::uint64_t step, std::span<const double> theta, std::optional<double> rate,
                                 bool with_errors) {
  // The first row goes without errors: the exact solution may be slow to compute, and there is nothing to see yet.
  with_errors = with_errors || (step > 0 && budget_.enough());
  Progress made = row(step, theta, rate, with_errors);
  std::vector<SlopeStatistics> slopes;
  for (std::size_t i = 0; i < slope_names_.size(); ++i)
    slopes.push_back(statistics(in_run(step), slope_names_[i].first, slope_names_[i].second, compiled_.slopes()[i]));
  // All of a row or nothing of it, should memory run out: a checkpoint is made of what is here.
  records_.slopes.reserve(records_.slopes.size() + slopes.size());
  records_.history.push_back(std::move(made));
  std::move(slopes.begin(), slopes.end(), std::back_inserter(records_.slopes));
  if (with_errors) budget_.spend();
  return records_.history.back();
}

std::vector<SlopeStatistics> Recorder::last_slopes() const {
  const auto layers = static_cast<std::ptrdiff_t>(std::min(slope_names_.size(), records_.slopes.size()));
  return {records_.slopes.end() - layers, records_.slopes.end()};
}

Outcome Recorder::conclude(std::uint64_t step, std::span<const double> theta, std::optional<double> rate,
                           bool as_recorded) const {
  Outcome outcome;
  outcome.history = records_.history;
  outcome.slopes = records_.slopes;
  outcome.events = records_.events;
  const bool there = recorded(step);
  const bool stands = there && as_recorded && outcome.history.back().errors.size() == problem_.exact.size();
  outcome.last = stands ? outcome.history.back() : row(step, theta, rate, true);
  if (!there)
    outcome.history.push_back(outcome.last);
  else if (!stands)
    outcome.history.back() = outcome.last;
  return outcome;
}

}  // namespace ansatz
