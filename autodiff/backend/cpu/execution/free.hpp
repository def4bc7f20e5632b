// Free values, computed once a run in double precision by plain loops: they are few.
#pragma once

#include "backend/cpu/lowering/code.hpp"

namespace ansatz::ad {

void run_free(const FreeInstruction& instruction, const FreeOperand* operands, double* memory);

}  // namespace ansatz::ad
