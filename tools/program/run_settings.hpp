// What a run was asked to do, as texts that can be told apart: where two runs differ, and by what.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace ansatz::cli {

struct RunSettings {
  std::string title;
  std::string statements;  // equations and all that is no parameter and no setting, as it was written
  std::string seed;
  /// Parameters, stages ("train"), and settings by the keys that --set takes, in the order of the file; a stage that is
  /// there twice has its number behind it: "train.adam(2).lr".
  std::vector<std::pair<std::string, std::string>> values;
};

/// Of the problem.pde of a run. Throws UserError where it does not compile, WorldFailure where it cannot be read.
RunSettings settings_of(const std::filesystem::path& folder);

/// The values of one key in several runs without the arguments that do not tell them apart: of `gaaf(n = 10, op = exp)`
/// and `nlaaf(n = 10, op = exp)` remain `gaaf` and `nlaaf`. Values that differ stay different.
std::vector<std::string> without_common_arguments(const std::vector<std::string>& values);

}  // namespace ansatz::cli
