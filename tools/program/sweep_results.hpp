// What came of the runs of a sweep, as plain data: from the folders that they left.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sweep_plan.hpp"

namespace ansatz::cli {

enum class RunStatus {
  missing,      // not begun
  interrupted,  // goes on with --resume
  diverged,
  failed,  // the process ended otherwise
  finished,
};
std::string_view name_of(RunStatus status);

/// A run that is over, in so far as its files tell.
struct RunResult {
  RunStatus status = RunStatus::missing;
  std::string reason;   // why it is not finished, in words
  std::string numbers;  // "error u 1.2e-02", the loss where no exact solution is known; empty where it left none
  double seconds = 0;   // of training
};

/// From result.json: missing where there is none, or none that can be read.
RunResult result_in(const std::filesystem::path& folder);

/// A combination of a sweep with what came of it, for comparisons.
struct SweptCombination {
  struct Value {
    std::string key, text;
  };
  std::string label;
  std::filesystem::path folder;
  std::vector<Value> values;        // of every axis but the seed
  std::optional<std::string> seed;  // where that is an axis
  RunStatus status = RunStatus::missing;
  std::string reason;
};

/// All combinations in the order of the plan. `results`: one for each run of it.
std::vector<SweptCombination> combinations_of(const SweepPlan& plan, const std::filesystem::path& runs,
                                              const std::vector<RunResult>& results);

}  // namespace ansatz::cli
