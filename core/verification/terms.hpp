// What residuals are sums of: the scale that says how small a residual is.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz {

/// The terms of a sum, through signs and constant factors: of `2*(a - b) + c` these are 2*a, -2*b and c. An expression
/// that is no sum is its only term, and so is one of the nodes `whole`, whatever it is made of.
std::vector<ad::Expr> terms_of(ad::Expr sum, const std::set<std::uint32_t>& whole = {});

}  // namespace ansatz
