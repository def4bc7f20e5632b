// The history of a training: which steps are recorded, what a row holds, and how it ends.
//
// A row is recorded before a step, at the parameters that it starts from; so a run that is saved at a row and goes on
// elsewhere records the same rows. Rows count the steps and seconds of the whole run; which of them are due depends on
// the steps of this training.
#pragma once

#include <algorithm>
#include <cstdint>
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

/// How often rows are recorded, and how many rows apart errors are. `points` of the evaluation grid against
/// those of the step: forward values at one point cost at most a third of a step at one, so errors are due
/// every points / (0.12 points of the step) steps to stay below a twenty-fifth of the time.
struct Cadence {
  Cadence(std::uint64_t steps, std::size_t grid_points, std::size_t step_points);
  std::uint64_t row;
  std::uint64_t error;  // a multiple of `row`
};

class Recorder {
 public:
  /// All but `before` must live longer. `steps`: of all stages.
  Recorder(const Problem& problem, const Loss& loss, CompiledLoss& compiled, Evaluator& evaluator,
           const TrainingData& data, const Stopwatch& stopwatch, const Before& before, std::uint64_t steps);

  /// Whether a row is due before this step of the training.
  bool due(std::uint64_t step) const { return step % cadence_.row == 0 || is_shown(in_run(step)); }
  /// Whether the row of this step is there already.
  bool recorded(std::uint64_t step) const {
    return !records_.history.empty() && records_.history.back().step == in_run(step);
  }
  /// Adds the row of this step, with errors where they are due and in the final one.
  const Progress& record(std::uint64_t step, std::span<const double> theta, bool final);
  /// The history with a last row that has errors: the one that was recorded, if it has them and `as_recorded` says that
  /// it stands, or one made now.
  Outcome conclude(std::uint64_t step, std::span<const double> theta, bool as_recorded) const;

  /// The number that a step of this training has in the run.
  std::uint64_t in_run(std::uint64_t step) const { return before_.steps + step; }
  /// Of the row that was recorded last; none before the first.
  std::vector<SlopeStatistics> last_slopes() const;
  const Records& records() const { return records_; }
  void restore(Records records) { records_ = std::move(records); }

 private:
  Progress row(std::uint64_t step, std::span<const double> theta, bool with_errors) const;
  /// Whether a plot shows this step of the run, so that whoever observes the row can keep what is trained then.
  bool is_shown(std::uint64_t step) const { return std::binary_search(shown_.begin(), shown_.end(), step); }

  const Problem& problem_;
  CompiledLoss& compiled_;
  Evaluator& evaluator_;
  const TrainingData& data_;
  const Stopwatch& stopwatch_;
  Before before_;
  std::uint64_t steps_;
  Cadence cadence_;
  std::vector<std::uint64_t> shown_;  // by plots
  std::vector<std::string> term_names_;
  std::vector<std::pair<std::string, std::size_t>> slope_names_;  // network and layer
  Records records_;
};

}  // namespace ansatz
