// What is known of the value of one operation, of what is known of its operands: one function a kind of operation.
#pragma once

#include <span>

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/autodiff/expression.hpp"
#include "smoothness/enclosure.hpp"

namespace ansatz::smoothness_of {

enum class Defined { yes, unknown, no };

struct Known {
  Enclosure range{};
  int order = -1;  // continuous derivatives, of a smooth argument: Smoothness::every where none is missing
  Defined defined = Defined::unknown;
};

/// An elementwise operation that does not look at signs, of defined operands.
Known elementwise(ad::Op op, const Enclosure& a, const Enclosure& b);

/// |x|, max, min, comparisons, steps: by the sign of u, an operand or the difference of two.
Known by_sign(ad::Op op, const Enclosure& u, std::span<const Known* const> operands);

/// `yes` where the condition differs from 0. What is not chosen need not be defined.
Known selection(const Known& condition, const Known& yes, const Known& no);

/// y, a function of core's table; of its last operand. Of the user's own functions nothing is known.
Known own_function(const ad::Elementwise& f, ad::Expr y, const Enclosure& last);

/// u + sqrt(u u + c), c > 0, which an inverse hyperbolic sine is the logarithm of: never 0, which the terms do not
/// tell.
Known sum_with_root(double c, const Enclosure& u);

}  // namespace ansatz::smoothness_of
