// What came of the runs of a sweep, as plain data: from the folders that they left.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "compare/comparison.hpp"
#include "sweep_plan.hpp"

namespace ansatz::cli {

/// A run that is over, in so far as its files tell.
struct RunResult {
  compare::Status status = compare::Status::missing;
  std::string reason;   // why it is not finished, in words
  std::string numbers;  // "error u 1.2e-02", the loss where no exact solution is known; empty where it left none
  double seconds = 0;   // of training
};

/// From result.json: missing where there is none, or none that can be read.
RunResult result_in(const std::filesystem::path& folder);

/// All combinations in the order of the plan, for a comparison. `results`: one for each run of it.
compare::Plan compared_plan(const SweepPlan& plan, const std::filesystem::path& runs,
                            const std::vector<RunResult>& results);

}  // namespace ansatz::cli
