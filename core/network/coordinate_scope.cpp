#include "network/coordinate_scope.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "points/domain.hpp"

namespace ansatz {

std::string_view CoordinateScope::name(Kind kind, std::size_t i) const {
  if (kind == Kind::coordinate && i < domain_.dimensions()) return coordinate_name(domain_, i);
  if (kind == Kind::unknown && i < named_.size()) return named_[i].name;
  return {};
}

ad::Expr CoordinateScope::derivative(ad::Expr e, std::size_t coordinate) const {
  return ad::partial(e, coordinates_, static_cast<std::uint32_t>(coordinate));
}

ad::Expr CoordinateScope::unknown(std::size_t i) const {
  if (i >= unknowns_.size()) refuse("an unknown");
  return unknowns_[i];
}

void CoordinateScope::refuse(const char* what) {
  throw UserError(fmt::format("{} cannot stand in what depends on the coordinates alone", what));
}

}  // namespace ansatz
