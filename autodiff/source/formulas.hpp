// Elementwise operations as the text of elementwise.def, with operands written in.
#pragma once

#include <string>

#include "ansatz/autodiff/elementwise.hpp"

namespace ansatz::ad {

/// The value of an elementwise operation of `a` and, if it takes two, `b`, in brackets.
std::string source_formula(Op op, const std::string& a, const std::string& b);

}  // namespace ansatz::ad
