// All that a training of images goes on from, and how it is written into a file and read back.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "ansatz/core/classification.hpp"
#include "ansatz/core/optimise/state.hpp"

namespace ansatz {

struct EpochsState {
  std::uint64_t epoch = 0;  // that is being made, from 0
  std::uint64_t batch = 0;  // of it, that comes next
  std::uint64_t step = 0;   // taken in all
  double seconds = 0;
  optimise::Vector theta, running;
  optimise::State optimiser;
  std::vector<EpochRow> history;
  std::vector<SlopeStatistics> slopes;
};

/// Of everything that must be the same where a run goes on: network, images, seed, precision, back end, batches and the
/// kind of optimiser. The number of epochs and rates may be others.
std::uint64_t fingerprint(const Classification& problem);

/// Throws WorldFailure.
void write_epochs(const std::filesystem::path& file, std::uint64_t fingerprint, const EpochsState& state);
/// Throws WorldFailure where the file cannot be read or is damaged, UserError where it belongs to another problem.
EpochsState read_epochs(const std::filesystem::path& file, std::uint64_t fingerprint);

}  // namespace ansatz
