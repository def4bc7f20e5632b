// The checkpoints of a run: the newest, and the one before it, which serves where the newest is damaged.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace ansatz {
class Solver;
}

namespace ansatz::cli {

/// Whether a run has left one in the folder.
bool has_checkpoint(const std::filesystem::path& folder);

/// Writes the newest; what was the newest becomes the one before it. At no moment is there none. Throws WorldFailure.
void save_checkpoint(const Solver& solver, const std::filesystem::path& folder);

/// Calls `use` with the newest that it can use: with the one before where the newest throws WorldFailure. Returns what
/// there is to say of that, empty or a line. Throws what `use` throws of the newest where it can use neither.
std::string use_checkpoint(const std::filesystem::path& folder,
                           const std::function<void(const std::filesystem::path& file)>& use);

/// Removes the newest where it was found damaged, so that it never takes the place of the one before it.
void discard_newest(const std::filesystem::path& folder);

}  // namespace ansatz::cli
