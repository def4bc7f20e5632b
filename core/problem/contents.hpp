// What a formula is made of.
#pragma once

#include <optional>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz {

/// Whether it is put together from pieces, between which its value or a derivative jumps: |x|, max(x, 0), if x > 0 ...
bool has_pieces(ad::Expr e);

/// Whether a function of the user's own is in it, of which nothing is known: a table, a special function.
bool has_own_functions(ad::Expr e);

/// The number that it is at all points, if it is one.
std::optional<double> number_in(ad::Expr e);

}  // namespace ansatz
