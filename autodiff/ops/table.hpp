// The descriptions of all linear and structural operations, by name: each is defined in the file of that name.
#pragma once

#include "graph/structural.hpp"

namespace ansatz::ad::ops {

#define ANSATZ_STRUCTURAL(name, arity, parameters, doc) extern const StructuralOperation name;
#include "ansatz/autodiff/structural.def"
#undef ANSATZ_STRUCTURAL

}  // namespace ansatz::ad::ops
