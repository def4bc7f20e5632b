// Runs a program on tiles.
#pragma once

#include <span>

#include "backend/cpu/execution/workspace.hpp"
#include "backend/interface/stopwatch.hpp"

namespace ansatz::ad {

/// `stopwatches` are none, or one for each worker of the memory. Allocates nothing without them.
void run_code(const Code& code, TileMemory& memory, const Boundary& boundary, std::span<Stopwatch> stopwatches);

}  // namespace ansatz::ad
