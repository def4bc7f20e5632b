// The history of a training: which steps are recorded, what a row holds, and how it ends.
//
// A row is recorded before a step, at the parameters that it starts from; so a run that is saved at a row and goes on
// elsewhere records the same rows. Rows count the steps and seconds of the whole run; which of them are due depends on
// the steps of this training.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/core/plot.hpp"
#include "ansatz/core/train.hpp"
#include "checkpoint/state.hpp"
#include "loss/compiled_loss.hpp"
#include "results/evaluation.hpp"
#include "training/stopwatch.hpp"
#include "training/training_data.hpp"

namespace ansatz {

/// What came before this training: the windows of time that were solved.
struct Before {
  std::size_t windows = 0;
  std::uint64_t steps = 0;
  double seconds = 0;
};

/// Steps between two rows, for a thousand of them.
std::uint64_t steps_of_a_row(std::uint64_t steps);

/// When errors may be computed: as often as they take less than a twenty-fifth of the time, by counts
/// (optimise/work.hpp) and not by a clock, so that the same rows have them wherever a run is repeated.
class ErrorBudget {
 public:
  /// `grid`: points of the evaluation grid.
  explicit ErrorBudget(std::size_t grid) : price_(static_cast<double>(grid)) {}

  void earn(const optimise::Cost& cost, std::size_t points, std::size_t parameters);
  bool enough() const { return earned_ >= price_; }
  void spend() { earned_ = 0; }

  double earned() const { return earned_; }
  void restore(double earned) { earned_ = earned; }

 private:
  double price_, earned_ = 0;
};

class Recorder {
 public:
  /// All but `before` must live longer. `steps`: of all stages.
  Recorder(const Problem& problem, const Loss& loss, CompiledLoss& compiled, Evaluator& evaluator,
           const TrainingData& data, const Stopwatch& stopwatch, const Before& before, std::uint64_t steps);

  /// Whether a row is due before this step of the training.
  bool due(std::uint64_t step) const { return step % row_steps_ == 0 || is_shown(in_run(step)); }
  /// What a step of this stage cost: errors are computed the oftener, the more steps cost.
  void worked(const Stage& stage, const optimise::Cost& cost, std::size_t parameters);
  /// Whether the row of this step is there already.
  bool recorded(std::uint64_t step) const {
    return !records_.history.empty() && records_.history.back().step == in_run(step);
  }
  /// Adds the row of this step, with errors where they are due or asked for. `rate`: of the step that follows.
  const Progress& record(std::uint64_t step, std::span<const double> theta, std::optional<double> rate,
                         bool with_errors);
  /// Adds an entry to the log.
  void note(std::uint64_t step, std::string text) { records_.events.push_back({in_run(step), std::move(text)}); }
  /// The history with a last row that has errors: the one that was recorded, if it has them and `as_recorded` says that
  /// it stands, or one made now.
  Outcome conclude(std::uint64_t step, std::span<const double> theta, std::optional<double> rate,
                   bool as_recorded) const;

  /// The number that a step of this training has in the run.
  std::uint64_t in_run(std::uint64_t step) const { return before_.steps + step; }
  /// Of the row that was recorded last; none before the first.
  std::vector<SlopeStatistics> last_slopes() const;
  const Records& records() const { return records_; }
  double earned() const { return budget_.earned(); }
  void restore(Records records, double earned) {
    records_ = std::move(records);
    budget_.restore(earned);
  }

 private:
  Progress row(std::uint64_t step, std::span<const double> theta, std::optional<double> rate, bool with_errors) const;
  /// Whether a plot shows this step of the run, so that whoever observes the row can keep what is trained then.
  bool is_shown(std::uint64_t step) const { return std::binary_search(shown_.begin(), shown_.end(), step); }

  const Problem& problem_;
  CompiledLoss& compiled_;
  Evaluator& evaluator_;
  const TrainingData& data_;
  const Stopwatch& stopwatch_;
  Before before_;
  std::uint64_t steps_;
  std::uint64_t row_steps_;
  std::size_t points_;  // of a step that sees all of them
  ErrorBudget budget_;
  std::vector<std::uint64_t> shown_;  // by plots
  std::vector<std::string> term_names_;
  std::vector<std::pair<std::string, std::size_t>> slope_names_;  // network and layer
  Records records_;
};

}  // namespace ansatz
