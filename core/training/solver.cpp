#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/corners.hpp"
#include "ansatz/core/evolution.hpp"
#include "ansatz/core/optimise/team.hpp"
#include "ansatz/core/scales.hpp"
#include "ansatz/core/train.hpp"
#include "ansatz/core/waves.hpp"
#include "checkpoint/checkpoint.hpp"
#include "checkpoint/trained.hpp"
#include "training/run.hpp"

namespace ansatz {
/// Members are in the order in which each needs the ones before it.
struct Solver::State {
  explicit State(Problem p)
      : waves(waves_in_words(p)),
        corners(corners_in_words(p)),
        windows(windows_in_words(p)),
        problem(scaled(std::move(p))),
        workers(worker_count(problem.compute.threads)),
        run(problem, workers) {
    for (const auto* words : {&waves, &corners, &windows})
      for (const std::string& found : *words) run.note(found);
    for (std::string& found : exact_conditions_in_words(problem)) run.note(std::move(found));
    for (std::string& found : scales_in_words(problem)) run.note(std::move(found));
  }

  /// What the problem as it is stated adds to the inputs, and how it is cut.
  std::vector<std::string> waves, corners, windows;
  Problem problem;
  ad::Workers workers;
  Run run;
  std::optional<Outcome> outcome;  // of the last training
  std::string name;                // of the run
};

Solver::Solver(Problem problem) try : state_(std::make_unique<State>(std::move(problem))) {
} catch (const std::bad_alloc&) {
  throw WorldFailure("not enough memory for this problem; give it fewer points or a smaller network");
} catch (const std::length_error&) {
  throw WorldFailure("this problem is larger than memory can be; give it fewer points or a smaller network");
}
Solver::~Solver() = default;

const Problem& Solver::problem() const { return state_->problem; }
std::size_t Solver::parameter_count() const { return state_->run.compiled().size(); }
int Solver::threads() const { return state_->workers.count(); }
const ad::ProgramStatistics& Solver::statistics() const { return state_->run.compiled().statistics(); }

std::vector<SlopeStatistics> Solver::slopes() const { return state_->run.slopes(); }

Outcome Solver::train(const Observer& observer, const Interrupt& interrupt, const Listener& listener) {
  try {
    state_->outcome = state_->run.run(observer, interrupt, listener);
  } catch (const std::bad_alloc&) {
    state_->outcome = state_->run.give_up("no memory is left");
  }
  return *state_->outcome;
}

void Solver::note(std::string text) { state_->run.note(std::move(text)); }

void Solver::name_run(std::string name) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
  };
  if (!std::all_of(name.begin(), name.end(), plain))
    throw UserError(fmt::format("a run is named by letters, digits, `_` and `.`, and not by `{}`", name));
  state_->name = std::move(name);
}

Solution Solver::solution() const {
  Trained trained = trained_so_far(state_->run.state());
  trained.run = state_->name;
  if (state_->outcome) trained.outcome = *state_->outcome;
  return Solution(state_->problem, std::move(trained));
}

Evaluation Solver::evaluate() const { return state_->run.evaluate(); }
std::vector<FieldError> Solver::errors() const { return state_->run.errors(); }

void Solver::save(const std::filesystem::path& file) const {
  if (!state_->run.whole())
    throw WorldFailure(fmt::format(
        "cannot write {}: memory ran out within a step, and nothing goes on exactly from there", file.string()));
  write_checkpoint(file, state_->run.fingerprint(), {mark_of(state_->problem), state_->name, state_->run.state()});
}

void Solver::restore(const std::filesystem::path& file) {
  Checkpoint saved = read_checkpoint(file, state_->run.fingerprint());
  try {
    state_->run.restore(std::move(saved.state));
  } catch (const WorldFailure& failure) {
    throw WorldFailure(fmt::format("cannot use {}: {}", file.string(), failure.what()));
  }
  state_->name = std::move(saved.run);
  state_->outcome.reset();
}

Solution solve(Problem problem, const Observer& observer, const Interrupt& interrupt) {
  Solver solver(std::move(problem));
  solver.train(observer, interrupt);
  return solver.solution();
}

}  // namespace ansatz
