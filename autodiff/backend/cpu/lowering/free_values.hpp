// Free values as instructions: those that loops, outputs and other free values read, and nothing else.
//
// Values are of three kinds (FreeRun): single numbers that an elementwise operation makes of single numbers, sums of
// many single numbers, and all others. Formulas in scalars consist of the first two, networks of the last.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "backend/cpu/lowering/prepared.hpp"
#include "backend/cpu/lowering/sums.hpp"

namespace ansatz::ad {

/// What is known of the program that is being compiled.
struct FreeSource {
  const Graph& graph;
  std::span<const std::uint32_t> ids;             // all nodes, ascending
  const std::vector<std::uint32_t>& phase;        // by node
  const std::vector<std::uint32_t>& input_index;  // by node, of leaves
  const SumPlan& sums;
};

/// To be called when all else has asked `memory` for the values that it reads.
void lower_free_values(const FreeSource& source, FreeMemory& memory, Code& code);

}  // namespace ansatz::ad
