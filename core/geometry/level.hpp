// Shapes whose boundary is where a formula vanishes: what a field is multiplied with to be held there.
//
// Level functions of shapes that are combined are made of those of their parts. Where the boundary turns outwards the
// product of two is smooth and of the right order, as x y is in the corner of a quadrant; around a corner that turns
// inwards it is the R-function f + g + sqrt(f^2 + g^2) of V. L. Rvachev (V. Shapiro, "Semi-analytic geometry with
// R-functions", Acta Numerica 16, 239-303, 2007), smooth but in the corner itself.
#pragma once

#include <span>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/geometry.hpp"

namespace ansatz {

class LevelSet {
 public:
  virtual ~LevelSet() = default;
  /// Of the coordinates of space: 0 on the boundary, positive and smooth inside. Empty where there is no such formula.
  virtual ad::Expr inside(std::span<const ad::Expr> x) const = 0;
  /// 0 on the boundary, positive outside, and smooth there but at corners.
  virtual ad::Expr outside(std::span<const ad::Expr> x) const = 0;
};

/// Those of a shape; empty where it has none.
ad::Expr level_inside(const Geometry& shape, std::span<const ad::Expr> x);
ad::Expr level_outside(const Geometry& shape, std::span<const ad::Expr> x);

}  // namespace ansatz
