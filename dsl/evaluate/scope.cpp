#include "evaluate/scope.hpp"

namespace ansatz::dsl {

ad::Expr ResidualScope::field(std::size_t i, std::span<const std::size_t> derivatives) {
  ad::Expr value = points_.field(i);
  for (const std::size_t coordinate : derivatives) value = points_.derivative(value, coordinate);
  return value;
}

ad::Expr ResidualScope::field_at(std::size_t i, std::span<const std::size_t> derivatives,
                                 std::span<const ad::Expr> place) {
  if (derivatives.empty()) return points_.field_at(i, place);
  return points_.field_derivative_at(i, derivatives, place);
}

ad::Expr ResidualScope::integral(ad::Expr, ad::Expr, ad::Expr, ad::Expr) { throw Refusal{varying_integral({})}; }

}  // namespace ansatz::dsl
