// Free values, computed once a run in double precision by plain loops.
#pragma once

#include "backend/cpu/lowering/code.hpp"

namespace ansatz::ad {

/// Computes the values of a run of `phase`. `memory`: all free values of the program, `Code::free_size` numbers, of
/// which those that the run reads are there already.
void run_free(const Code& code, const Phase& phase, const FreeRun& run, double* memory);

}  // namespace ansatz::ad
