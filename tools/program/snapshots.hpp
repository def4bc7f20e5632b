// What a run keeps of earlier steps, for plots that show them: a solution file for each, in the run's folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <utility>
#include <vector>

#include "ansatz/core/plot.hpp"
#include "ansatz/core/solution.hpp"

namespace ansatz {
class Solver;
}

namespace ansatz::cli {

/// Where they are: RUN/snapshots, and in it step-2000.solution.
std::filesystem::path snapshots_folder(const std::filesystem::path& run);
std::filesystem::path snapshot_file(const std::filesystem::path& run, std::uint64_t step);

/// Snapshots on their way to the folder of a run that trains: what cannot be written is held until it can be.
class SnapshotFiles {
 public:
  /// `steps`: those that are kept, ascending.
  explicit SnapshotFiles(std::vector<std::uint64_t> steps) : steps_(std::move(steps)) {}

  /// Takes what is trained after a step, where that is kept.
  void take(const Solver& solver, std::uint64_t step);
  /// Whether one waits to be written.
  bool owed() const { return !owed_.empty(); }
  /// Writes those that wait. Throws WorldFailure.
  void write(const std::filesystem::path& run);

 private:
  std::vector<std::uint64_t> steps_;
  std::map<std::uint64_t, Solution> owed_;
};

/// Reads them as they are asked for. What it returns throws UserError where a step was not kept.
Snapshots snapshots_in(const std::filesystem::path& run, const Problem& problem);

}  // namespace ansatz::cli
