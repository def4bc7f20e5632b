// The back end that judges others: one plain loop an operation, no code in common with the rest.
#pragma once

#include "backend/interface/backend.hpp"

namespace ansatz::ad {

std::unique_ptr<const Executable> compile_for_reference(std::span<const Expr> inputs, std::span<const Expr> outputs,
                                                        const CompileOptions& options);

}  // namespace ansatz::ad
