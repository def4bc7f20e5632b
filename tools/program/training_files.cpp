#include "training_files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <new>
#include <system_error>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

/// What was kept of earlier steps, as far as it was.
void copy_snapshots(const RunFolder& from, const RunFolder& to) {
  std::error_code failure;
  const fs::path here = snapshots_folder(from.path()), there = snapshots_folder(to.path());
  if (!from.is_own() || !fs::exists(here, failure)) return;
  fs::copy(here, there, fs::copy_options::recursive | fs::copy_options::skip_existing, failure);
  if (failure) throw WorldFailure(fmt::format("cannot write {}: {}", there.string(), failure.message()));
}

}  // namespace

TrainingFiles::TrainingFiles(const Solver& solver, RunFolder& folder, const dsl::OutputPlan& output,
                             CheckpointPace::Seconds apart)
    : solver_(&solver),
      folder_(&folder),
      with_checkpoints_(saves(output, "model")),
      snapshots_(snapshot_steps(solver.problem().plots)),
      pace_(apart, CheckpointPace::Clock::now()) {
  if (saves(output, "csv"))
    history_.emplace(folder / "history.csv", solver.problem(), solver.solution().outcome().history);
}

void TrainingFiles::record(const Progress& row, Attempts& attempts) {
  if (history_) attempt_in(*folder_, "history.csv", attempts, [&] { history_->append(row); });
  attempt_in(*folder_, "snapshots", attempts, [&] {
    snapshots_.take(*solver_, row.step);
    if (snapshots_.owed()) snapshots_.write(folder_->path());
  });
  if (!with_checkpoints_ || !pace_.due(CheckpointPace::Clock::now())) return;
  attempt_in(*folder_, "checkpoint", attempts,
             [&] { save_checkpoint(folder_->path(), [&](const auto& file) { solver_->save(file); }); });
  pace_.saved(CheckpointPace::Clock::now());
}

void TrainingFiles::write_snapshots(RunFolder& folder, Attempts& attempts) {
  if (snapshots_.owed()) attempt_in(folder, "snapshots", attempts, [&] { snapshots_.write(folder.path()); });
}

void TrainingFiles::finish(RunFolder& folder, const Outcome& outcome, Attempts& attempts) {
  const bool own = &folder == folder_;
  if (with_checkpoints_)
    attempt_in(folder, "checkpoint", attempts,
               [&] { save_checkpoint(folder.path(), [&](const auto& file) { solver_->save(file); }); });
  if (history_)
    attempt_in(folder, "history.csv", attempts, [&] {
      own ? history_->finish(outcome.history) : write_history(folder / "history.csv", solver_->problem(), outcome);
    });
  write_snapshots(folder, attempts);
  if (!own) attempt_in(folder, "snapshots", attempts, [&] { copy_snapshots(*folder_, folder); });
}

bool saves(const dsl::OutputPlan& output, std::string_view what) {
  return output.save.empty() || std::find(output.save.begin(), output.save.end(), what) != output.save.end();
}

void attempt_in(RunFolder& folder, const std::string& name, Attempts& attempts, const std::function<void()>& write) {
  std::string what = name;
  try {
    what = (folder.path() / name).string();
  } catch (const std::bad_alloc&) {  // it is called by its name alone, and written nonetheless
  }
  attempts.attempt(what, [&] { folder.mend(), write(); });
}

}  // namespace ansatz::cli
