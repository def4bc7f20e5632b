// Operations whose value or derivative jumps where pieces meet, and derivatives that are 0 whatever the argument is.
#pragma once

#include <cstddef>
#include <optional>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz {

/// Whether an operation puts pieces together: |x|, max(x, 0), if x > 0 ...
bool joins_pieces(ad::Op op);

/// The order of the first derivative of `f` by `x` that is 0 wherever it exists, from 1 up to `most`.
std::optional<std::size_t> vanishing_derivative(ad::Expr f, ad::Expr x, std::size_t most);

}  // namespace ansatz
