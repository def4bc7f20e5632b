// The files of a run that are written while it trains: history.csv row by row, snapshots, checkpoints.
//
// A file that cannot be written ends nothing: it is attempted again with the next row, and when training is over.
// Read next: run_results.hpp, what comes after that.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ansatz/core/history.hpp"
#include "ansatz/core/train.hpp"
#include "ansatz/dsl/compile.hpp"
#include "attempts.hpp"
#include "checkpoints.hpp"
#include "run_folder.hpp"
#include "snapshots.hpp"

namespace ansatz::cli {

class TrainingFiles {
 public:
  /// Begins the history in an open folder, with the rows that the solver has. All three must live longer. Throws
  /// WorldFailure.
  TrainingFiles(const Solver& solver, RunFolder& folder, const dsl::OutputPlan& output, CheckpointPace::Seconds apart);

  /// After a row of history was recorded.
  void record(const Progress& row, Attempts& attempts);
  /// When training is over: all of it as it is then, into the folder of the run or another one.
  void finish(RunFolder& folder, const Outcome& outcome, Attempts& attempts);

 private:
  void write_snapshots(RunFolder& folder, Attempts& attempts);

  const Solver* solver_;
  RunFolder* folder_;
  bool with_checkpoints_;
  std::optional<HistoryFile> history_;  // none where `save` leaves it out
  SnapshotFiles snapshots_;
  CheckpointPace pace_;
};

/// Whether `save` names it: "model", "csv", "report".
bool saves(const dsl::OutputPlan& output, std::string_view what);

/// Attempts to write a file of an open folder, after seeing to it that the folder is there and is this run's.
void attempt_in(RunFolder& folder, const std::string& name, Attempts& attempts, const std::function<void()>& write);

}  // namespace ansatz::cli
