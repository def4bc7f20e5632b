// Instructions of a loop from its items.
#pragma once

#include <vector>

#include "backend/cpu/lowering/code.hpp"
#include "backend/cpu/lowering/items.hpp"
#include "backend/cpu/lowering/prepared.hpp"

namespace ansatz::ad {

struct EmitOptions {
  Precision precision;
  std::uint32_t tile;  // 0: chosen by the working set
};

/// Adds what it emits to `statistics`.
PointLoop emit(Axis axis, const std::vector<Item>& items, const EmitOptions& options, FreeMemory& memory,
               ProgramStatistics& statistics);

}  // namespace ansatz::ad
