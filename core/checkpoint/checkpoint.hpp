// The state of a run in a file.
//
//   "ansatz checkpoint\n", version, fingerprint of the problem, bytes of the payload, checksum of the payload,
//   payload; whole numbers of 64 bits and IEEE doubles, little-endian.
//
// The fingerprint covers all that decides how training goes on: the loss as an expression, the points, the
// parameters, the stages, the precision, the windows of time. It leaves out the number of steps of the last stage, so a
// run can be prolonged, and the number of threads, which makes no difference.
#pragma once

#include <cstdint>
#include <filesystem>

#include "loss/loss.hpp"
#include "training/run.hpp"

namespace ansatz {

std::uint64_t fingerprint(const Problem& problem, const Loss& loss);

/// Replaces the file whole. Throws WorldFailure.
void write_checkpoint(const std::filesystem::path& file, std::uint64_t fingerprint, const RunState& state);

/// Throws WorldFailure when the file cannot be read, is damaged or of an unknown version; UserError when it
/// belongs to another problem.
RunState read_checkpoint(const std::filesystem::path& file, std::uint64_t fingerprint);

}  // namespace ansatz
