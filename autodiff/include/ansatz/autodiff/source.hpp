// Expressions as C++ source: a function of one point that needs nothing but <cmath>.
//
// What does not vary from point to point is computed here and written as numbers; what does becomes loops over rows.
// Elementwise operations are written as their formulas in elementwise.def, so that the function computes what the
// engine computes up to rounding. The arithmetic is in double.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

/// What the functions below call: the words of the table of elementwise operations. Stands before them, once, in the
/// same namespace; needs <cmath> and <limits>.
std::string source_prelude();

/// `inline void NAME(const double* point, double* values)`: values[k] is outputs[k], a scalar, at the point whose
/// coordinates are the rows of `point`, an input. `name` must be an identifier. Throws UserError where an output
/// depends on another leaf, or contains an operation over all points.
std::string source_of(std::string_view name, Expr point, std::span<const Expr> outputs);

/// A number as it is written in C++: reads back to the same bits.
std::string source_of(double value);

}  // namespace ansatz::ad
