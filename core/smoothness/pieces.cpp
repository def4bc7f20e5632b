#include "smoothness/pieces.hpp"

#include <algorithm>
#include <iterator>

#include "ansatz/autodiff/derivatives.hpp"

namespace ansatz {

bool joins_pieces(ad::Op op) {
  using ad::Op;
  constexpr Op pieces[] = {Op::abs,    Op::sign,        Op::step,       Op::floor,      Op::max, Op::min,
                           Op::lt,     Op::le,          Op::gt,         Op::ge,         Op::eq,  Op::ne,
                           Op::select, Op::logical_and, Op::logical_or, Op::logical_not};
  return std::find(std::begin(pieces), std::end(pieces), op) != std::end(pieces);
}

std::optional<std::size_t> vanishing_derivative(ad::Expr f, ad::Expr x, std::size_t most) {
  for (std::size_t order = 1; order <= most; ++order) {
    f = ad::partial(f, x);
    if (f == f.graph().constant(0)) return order;
  }
  return std::nullopt;
}

}  // namespace ansatz
