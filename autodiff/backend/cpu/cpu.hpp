// The back end for processors: expressions become instructions on tiles of points (lowering/), which kernels for each
// instruction set run on all threads (execution/), some of them as machine code made for the program (native/).
#pragma once

#include "backend/interface/backend.hpp"

namespace ansatz::ad {

std::unique_ptr<const Executable> compile_for_cpu(std::span<const Expr> inputs, std::span<const Expr> outputs,
                                                  const CompileOptions& options);

}  // namespace ansatz::ad
