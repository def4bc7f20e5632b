// Which values at points are kept from one phase to the next.
//
// A loop computes again what an earlier one computed: for most programs that is cheaper than memory, as a tile never
// leaves the cache. Of products with the windows of an image it is not true: each is hundreds of operations a number,
// and with batch norm every layer is a phase, so that the work would grow with the square of the depth (PreActResNet18:
// by a factor of 17). So the first loop that computes such a product keeps it for those that follow; all that stands
// between two of them is computed again.
//
// What is kept are the numbers of the tile, in their precision: the bits do not depend on it.
#pragma once

#include <vector>

#include "backend/cpu/lowering/items.hpp"

namespace ansatz::ad {

/// A loop of a phase, by its axis, and the nodes it ends in.
struct PlannedLoop {
  std::uint32_t phase;
  LoopRoots roots;
};

/// Fills `keeps` and `recalls` of the loops, which stand in the order of their phases; rows of memory by axis.
std::vector<std::uint32_t> plan_kept(const Graph& graph, const std::vector<std::uint32_t>& outputs,
                                     std::vector<PlannedLoop>& loops);

}  // namespace ansatz::ad
