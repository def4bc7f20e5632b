// Multiply-adds on registers: the floating-point peak as a kernel.
#pragma once

#include <cstddef>

#include "ansatz/autodiff/instruction_set.hpp"

namespace ansatz::ad {

/// Runs `rounds` rounds of independent multiply-adds; returns how many floating-point operations that were.
template <class T>
double run_multiply_adds(InstructionSet set, std::size_t rounds);

}  // namespace ansatz::ad
