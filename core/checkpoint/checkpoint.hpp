// The state of a run in a file.
//
//   "ansatz checkpoint\n", version, fingerprint of the problem, bytes of the payload, checksum of the payload,
//   payload; whole numbers of 64 bits and IEEE doubles, little-endian.
//
// Read next: state.hpp, what it holds; fingerprint.hpp, which problem it belongs to.
#pragma once

#include <cstdint>
#include <filesystem>

#include "checkpoint/state.hpp"

namespace ansatz {

/// Replaces the file whole. Throws WorldFailure.
void write_checkpoint(const std::filesystem::path& file, std::uint64_t fingerprint, const RunState& state);

/// Throws WorldFailure when the file cannot be read, is damaged or of an unknown version; UserError when it
/// belongs to another problem.
RunState read_checkpoint(const std::filesystem::path& file, std::uint64_t fingerprint);

}  // namespace ansatz
