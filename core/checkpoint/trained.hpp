// What training found: theta of every window of time that it reached, and how it went. A solution file holds just this.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ansatz/core/outcome.hpp"
#include "checkpoint/trial_mark.hpp"

namespace ansatz {

struct RunState;

struct Trained {
  std::vector<std::vector<double>> thetas;  // window by window; at least one
  Outcome outcome;
  std::string run;  // its name
};

/// Of a run that goes on, or was restored: interrupted, with the records so far.
Trained trained_so_far(const RunState& state);

/// Replaces the file whole. Throws WorldFailure.
void write_trained(const std::filesystem::path& file, const TrialMark& trial, const Trained& trained);

/// Reads a solution file, or a checkpoint as far as it has got. Throws WorldFailure when it cannot be read or is
/// damaged, OtherProblem when it is of another trial solution.
Trained read_trained(const std::filesystem::path& file, const TrialMark& trial);

}  // namespace ansatz
