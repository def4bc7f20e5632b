// What residuals are sums of: the scale that says how small a residual is.
#pragma once

#include <vector>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz {

/// The terms of a sum, through signs and constant factors: of `2*(a - b) + c` these are 2*a, -2*b and c. An expression
/// that is no sum is its only term.
std::vector<ad::Expr> terms_of(ad::Expr sum);

}  // namespace ansatz
