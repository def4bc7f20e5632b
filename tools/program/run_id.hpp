// What a run is called in all its files, and whether those of a folder are of one run.
//
// The name is made of the resolved problem, seed and settings included: the first twelve digits that
// `sha256sum problem.pde` prints. So equal runs leave equal files, and every reader can find out the name by itself. It
// stands in result.json (`run`), checkpoints, snapshots, the page, and the formats of `export` that have room for it.
#pragma once

#include <filesystem>
#include <string>

namespace ansatz {
class Solution;
}

namespace ansatz::cli {

/// `problem`: the text of problem.pde.
std::string run_id(const std::string& problem);

/// A line that says which files of a folder are of another run than its problem.pde; empty where none is. `solution`:
/// what its checkpoint holds. Files that bear no name are taken for its own. Throws WorldFailure where there is no
/// problem.pde.
std::string mixed_runs(const std::filesystem::path& folder, const Solution& solution);

}  // namespace ansatz::cli
