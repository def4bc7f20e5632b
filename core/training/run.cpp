#include "training/run.hpp"

#include <fmt/format.h>

#include <limits>
#include <optional>
#include <utility>

#include "ansatz/core/exact_values.hpp"
#include "checkpoint/fingerprint.hpp"
#include "checkpoint/fit.hpp"

namespace ansatz {
namespace {

template <class Row>
void append(std::vector<Row>& rows, const std::vector<Row>& more) {
  rows.insert(rows.end(), more.begin(), more.end());
}

}  // namespace

/// What trains one window. Members are in the order in which each needs the ones before it.
struct Run::Machinery {
  Machinery(const Problem& problem, const WindowBefore* window_before, const Before& before, Evaluator& evaluator,
            ad::Workers& workers)
      : loss(problem, ResidualForm::collapsed, window_before),
        compiled(loss, problem.compute.precision, workers),
        residuals(loss, workers),
        training(problem, loss, compiled, residuals, evaluator, workers, before) {}

  Loss loss;
  CompiledLoss compiled;
  CompiledResiduals residuals;
  Training training;
};

Run::Run(const Problem& problem, ad::Workers& workers)
    : problem_(&problem), workers_(&workers), windows_(cut(problem)) {
  require_exact_values(problem);
  for (const Window& window : windows_)
    evaluators_.push_back(std::make_unique<Evaluator>(window.problem, window.points, workers));
  machinery_ = machinery(solved_);
  fingerprint_ = ansatz::fingerprint(problem, machinery_->loss);
}
Run::~Run() = default;

/// For the window after those that are solved.
std::unique_ptr<Run::Machinery> Run::machinery(const Solved& solved) const {
  const std::size_t k = solved.thetas.size();
  const Before before{k, solved.steps, solved.seconds};
  std::optional<WindowBefore> window_before;
  if (k > 0) window_before.emplace(WindowBefore{windows_[k - 1].problem, solved.thetas[k - 1]});
  return std::make_unique<Machinery>(windows_[k].problem, window_before ? &*window_before : nullptr, before,
                                     *evaluators_[k], *workers_);
}

/// The current window to its end. `stop`: whether the observer asked for it, at the last row too.
Outcome Run::train(const Observer& observer, const Interrupt& interrupt, const Listener& listener, bool& stop) {
  const Observer observed = [&](const Progress& row) {
    stop = observer && !observer(row);
    return !stop;
  };
  return machinery_->training.run(observed, interrupt, listener);
}

/// Makes the window after the current one the current one.
void Run::next() {
  TrainingState done = machinery_->training.state();
  Solved solved = solved_;
  solved.thetas.push_back(std::move(done.theta));
  solved.steps += done.step;
  solved.seconds = done.seconds;
  append(solved.records.history, done.records.history);
  append(solved.records.slopes, done.records.slopes);
  append(solved.records.events, done.records.events);
  machinery_ = machinery(solved);
  solved_ = std::move(solved);
}

/// A window's outcome as that of the run.
Outcome Run::concluded(Outcome outcome) const {
  Records all = solved_.records;
  append(all.history, outcome.history);
  append(all.slopes, outcome.slopes);
  append(all.events, outcome.events);
  outcome.history = std::move(all.history);
  outcome.slopes = std::move(all.slopes);
  outcome.events = std::move(all.events);
  if (windows_.size() > 1) {
    outcome.last.errors = errors();  // of all windows so far
    outcome.reason = fmt::format("window {} of {}: {}", current() + 1, windows_.size(), outcome.reason);
  }
  return outcome;
}

Outcome Run::run(const Observer& observer, const Interrupt& interrupt, const Listener& listener) {
  for (;;) {
    bool stop = false;
    Outcome outcome = train(observer, interrupt, listener, stop);
    if (outcome.status != Status::finished || current() + 1 == windows_.size()) return concluded(std::move(outcome));
    if (stop || (interrupt && interrupt())) {
      outcome.status = Status::interrupted;
      outcome.reason = fmt::format("stopped on request after step {}", outcome.last.step);
      return concluded(std::move(outcome));
    }
    next();
  }
}

Outcome Run::give_up(const std::string& why) { return concluded(machinery_->training.give_up(why)); }

void Run::note(std::string text) { machinery_->training.note(std::move(text)); }

std::span<const double> Run::theta(std::size_t window) const {
  return window < current() ? std::span<const double>(solved_.thetas[window]) : machinery_->training.theta();
}

Evaluation Run::evaluate() const {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const PointSet points = evaluation_points(*problem_);
  const std::size_t fields = value_count(*problem_);
  Evaluation all{point_by_point(points), points.count, {}, std::vector<std::vector<double>>(fields)};
  all.values.assign(fields, std::vector<double>(points.count, unknown));
  for (const ExactField& field : problem_->exact) all.exact[field.field].resize(points.count);
  for (std::size_t k = 0; k < windows_.size(); ++k) {
    const std::vector<std::size_t>& members = windows_[k].members;
    const bool reached = k <= current();
    const Evaluation part =
        reached ? evaluators_[k]->evaluate(theta(k)) : Evaluation{{}, 0, {}, evaluators_[k]->exact()};
    for (std::size_t i = 0; i < fields; ++i)
      for (std::size_t p = 0; p < members.size(); ++p) {
        if (reached) all.values[i][members[p]] = part.values[i][p];
        if (!all.exact[i].empty()) all.exact[i][members[p]] = part.exact[i][p];
      }
  }
  return all;
}

std::vector<FieldError> Run::errors() const {
  if (problem_->exact.empty()) return {};
  const Evaluation all = evaluate();
  std::vector<bool> reached(all.count, false);
  for (std::size_t k = 0; k <= current(); ++k)
    for (const std::size_t p : windows_[k].members) reached[p] = true;
  const auto kept = [&](const std::vector<std::vector<double>>& values) {
    std::vector<std::vector<double>> result(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      for (std::size_t p = 0; p < values[i].size(); ++p)
        if (reached[p]) result[i].push_back(values[i][p]);
    return result;
  };
  return field_errors(*problem_, kept(all.values), kept(all.exact));
}

const CompiledLoss& Run::compiled() const { return machinery_->compiled; }

std::vector<SlopeStatistics> Run::slopes() const { return machinery_->training.slopes(); }

bool Run::whole() const { return !machinery_->training.within_step(); }

RunState Run::state() const { return {solved_, machinery_->training.state()}; }

void Run::restore(RunState state) {
  require_fit(*problem_, state.solved, machinery_->loss.start().size());
  const bool at_hand = state.solved.thetas == solved_.thetas && state.solved.steps == solved_.steps;
  std::unique_ptr<Machinery> other = at_hand ? nullptr : machinery(state.solved);
  require_fit(*problem_, state.training, (at_hand ? machinery_ : other)->loss);
  if (!at_hand) machinery_ = std::move(other);
  solved_ = std::move(state.solved);
  machinery_->training.restore(std::move(state.training));
}

}  // namespace ansatz
