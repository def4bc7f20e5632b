// What a run leaves at its end, and what becomes of it where its folder takes no more.
//
// What training has left is written before the answer is examined, which takes a while: a blow meanwhile loses nothing.
// Every file is attempted by itself, twice: what one has no room for, another may have. The last is result.json, but
// for the page that is made of it. Read next: training_files.hpp, attempts.hpp.
#pragma once

#include <filesystem>
#include <string>

#include "ansatz/core/train.hpp"
#include "ansatz/core/verification.hpp"
#include "ansatz/dsl/compile.hpp"
#include "attempts.hpp"
#include "run_folder.hpp"
#include "training_files.hpp"

namespace ansatz::cli {

/// All that the files are made of; it must live longer.
struct RunResults {
  const Solver& solver;
  const Outcome& outcome;
  const Verification& found;
  const dsl::Compilation& compilation;
  TrainingFiles& training;
};

/// Writes them, after what training has left was attempted, and that again where it failed. What could not be written
/// is in `attempts` then. Returns a line that says where the page is, or why there is none; empty where none is wanted.
std::string write_results(const RunResults& results, RunFolder& folder, Attempts& attempts);

/// After that has failed: writes all of it into a new folder among the temporary ones. Throws WorldFailure in any case,
/// with the reason and where the files are.
[[noreturn]] void rescue(const RunResults& results, const RunFolder& folder, const Attempts& failed);

}  // namespace ansatz::cli
