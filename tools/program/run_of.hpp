// A run that is over, or was interrupted, as the commands that ask it find it: by its folder, by its name (out/NAME),
// or by the problem that it solved.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "ansatz/core/solution.hpp"
#include "ansatz/dsl/compile.hpp"

namespace ansatz::cli {

struct FinishedRun {
  std::filesystem::path folder;
  dsl::Compilation compilation;  // of its problem.pde, without the problem
  Solution solution;
};

/// The folder of a run, or what stands where it should be. Throws UserError where there is none of that name, saying
/// which are near.
std::filesystem::path find_run(const std::string& run);

/// Throws UserError where there is no such run, saying which are near, and where it has left no checkpoint;
/// WorldFailure where its files cannot be read.
FinishedRun load_run(const std::string& run, std::optional<int> threads);

}  // namespace ansatz::cli
