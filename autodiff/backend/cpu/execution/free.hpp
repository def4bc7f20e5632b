// Free values, computed once a run in double precision by plain loops: they are few.
#pragma once

#include "backend/cpu/lowering/code.hpp"

namespace ansatz::ad {

void run_free(const Program::Code& code, const FreeInstruction& instruction, double* memory);

}  // namespace ansatz::ad
