// From expressions to instructions on tiles.
#pragma once

#include <span>

#include "backend/cpu/lowering/code.hpp"

namespace ansatz::ad {

struct LoweringOptions {
  Precision precision;
  InstructionSet set;  // one of the available ones
  std::uint32_t tile;  // points; 0: chosen by the working set
};

/// Every leaf that the outputs depend on is among `inputs`; there is at least one output or input.
Code lower(std::span<const Expr> inputs, std::span<const Expr> outputs, const LoweringOptions& options);

}  // namespace ansatz::ad
