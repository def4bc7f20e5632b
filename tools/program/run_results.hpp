// What a run leaves at its end, and what becomes of it where its folder takes no more.
//
// Every file is attempted by itself, twice: what one has no room for, another may have. The last is result.json: where
// it stands, the others do. Read next: attempts.hpp.
#pragma once

#include <filesystem>
#include <string_view>

#include "ansatz/core/history.hpp"
#include "ansatz/core/train.hpp"
#include "ansatz/core/verification.hpp"
#include "ansatz/dsl/compile.hpp"
#include "attempts.hpp"
#include "run_folder.hpp"

namespace ansatz::cli {

/// All that the files are made of; it must live longer.
struct RunResults {
  const Solver& solver;
  const Outcome& outcome;
  const Verification& found;
  const dsl::Compilation& compilation;
};

/// Whether `save` names it: "model", "csv", "report".
bool saves(const dsl::OutputPlan& output, std::string_view what);

/// Writes them. `history`: the file that grew while training went on; null where there is none yet. What could not be
/// written is in what comes back.
Attempts write_results(const RunResults& results, RunFolder& folder, HistoryFile* history);

/// After that has failed: writes all of it into a new folder among the temporary ones. Throws WorldFailure in any case,
/// with the reason and where the files are.
[[noreturn]] void rescue(const RunResults& results, const RunFolder& folder, const std::filesystem::path& source,
                         const Attempts& failed);

}  // namespace ansatz::cli
