// What a run keeps of earlier steps, for plots that show them: a solution file for each, in the run's folder.
#pragma once

#include <cstdint>
#include <filesystem>

#include "ansatz/core/plot.hpp"
#include "ansatz/core/solution.hpp"

namespace ansatz::cli {

/// Where they are: RUN/snapshots, and in it step-2000.solution.
std::filesystem::path snapshots_folder(const std::filesystem::path& run);
std::filesystem::path snapshot_file(const std::filesystem::path& run, std::uint64_t step);

/// Reads them as they are asked for. What it returns throws UserError where a step was not kept.
Snapshots snapshots_in(const std::filesystem::path& run, const Problem& problem);

}  // namespace ansatz::cli
