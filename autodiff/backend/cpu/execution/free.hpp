// Free values, computed once a run in double precision by plain loops.
#pragma once

#include "backend/cpu/lowering/code.hpp"

namespace ansatz::ad {

void run_free(const Code& code, const Phase& phase, const FreeRun& run, double* memory);

}  // namespace ansatz::ad
