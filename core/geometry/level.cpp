#include "geometry/level.hpp"

namespace ansatz {

ad::Expr level_inside(const Geometry& shape, std::span<const ad::Expr> x) {
  const auto* levels = dynamic_cast<const LevelSet*>(&shape);
  return levels == nullptr ? ad::Expr() : levels->inside(x);
}

ad::Expr level_outside(const Geometry& shape, std::span<const ad::Expr> x) {
  const auto* levels = dynamic_cast<const LevelSet*>(&shape);
  return levels == nullptr ? ad::Expr() : levels->outside(x);
}

}  // namespace ansatz
