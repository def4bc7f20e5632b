// The state of a run in a file (container.hpp says what it looks like): which trial solution is trained, and how far.
//
// Read next: state.hpp, what it holds; fingerprint.hpp, which problem it belongs to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "checkpoint/container.hpp"
#include "checkpoint/state.hpp"
#include "checkpoint/trial_mark.hpp"

namespace ansatz {

inline constexpr FileKind checkpoint_kind{"checkpoint", 11};

struct Checkpoint {
  TrialMark trial;
  std::string run;  // its name
  RunState state;
};

/// Replaces the file whole. Throws WorldFailure.
void write_checkpoint(const std::filesystem::path& file, std::uint64_t fingerprint, const Checkpoint& checkpoint);

/// Throws WorldFailure when the file cannot be read, is damaged or of an unknown version; OtherProblem
/// when it belongs to another one.
Checkpoint read_checkpoint(const std::filesystem::path& file, std::uint64_t fingerprint);

/// What stands in the payload of such a file, whatever problem it belongs to. Throws WorldFailure where it is damaged,
/// or has no room in memory.
Checkpoint parse_checkpoint(const std::filesystem::path& file, ByteReader& in);

}  // namespace ansatz
