// Groups of strips as machine code for processors with AVX-512.
//
// The loops of kernels/strip.cpp carry every value of a group through the first-level cache: a sum of two products
// loads four vectors and stores one for two arithmetic instructions, and the cache's ports are what it waits for.
// Here all neighbouring sums of products of a group become one function that keeps what it can in registers. It has
// the bits of the loops: same operations, same order, same roundings. Functions such as tanh, comparisons and sums over
// points stay with the loops; so does everything where the system forbids code that is made at run time.
//
// Read next: formulas.hpp, allocation.hpp, assembler.hpp.
#pragma once

#include <memory>

#include "backend/cpu/lowering/code.hpp"
#include "backend/cpu/native/machine_code.hpp"

namespace ansatz::ad::native {

/// Replaces sums of products in the strips of a program for AVX-512 by machine code, which lives as long as the result.
/// Null, and the program unchanged, where that is not to be had. Counts them in the statistics.
std::unique_ptr<MachineCode> compile_strips(Code& code);

}  // namespace ansatz::ad::native
