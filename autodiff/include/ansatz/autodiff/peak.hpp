// The yardstick of benchmarks: what the processor could do at best.
#pragma once

#include "ansatz/autodiff/program.hpp"

namespace ansatz::ad {

/// Billions of floating-point operations a second (a multiply-add is two) that all workers together reach on
/// multiply-adds that stay in registers, by the instructions of `set`. Takes about a sixth of a second.
double measure_peak_gflops(Workers& workers, Precision precision, InstructionSet set = InstructionSet::best);

}  // namespace ansatz::ad
