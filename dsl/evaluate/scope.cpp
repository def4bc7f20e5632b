#include "evaluate/scope.hpp"

#include "ansatz/autodiff/error.hpp"

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

ad::Expr ResidualScope::integral(ad::Expr, ad::Expr, ad::Expr, ad::Expr) {
  throw InternalFault("an integral at the points of a condition is a sum, and was asked for as a symbol");
}

ad::Expr PlacedScope::field(std::size_t i, std::span<const std::size_t> derivatives) {
  return points_.field_at(i, derivatives, place_);
}

std::vector<ad::Expr> MovedScope::moved_to(Scope& points, std::size_t coordinates, std::size_t moved, double value) {
  std::vector<ad::Expr> place;
  for (std::size_t k = 0; k < coordinates; ++k)
    place.push_back(k == moved ? points.graph().constant(value) : points.coordinate(k));
  return place;
}

ad::Expr PlacedScope::derivative(ad::Expr, std::size_t) {
  throw Refusal{
      Finding(Code::field_not_known, {}, "what is integrated over a coordinate is not differentiated as a whole")
          .help("write the derivatives of fields, as in `u_x`")};
}

ad::Expr PlacedScope::normal(std::size_t) {
  throw Refusal{
      Finding(Code::field_not_known, {}, "`normal` has no meaning inside the domain, where this is integrated")};
}

}  // namespace ansatz::dsl
