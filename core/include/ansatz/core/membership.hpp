// Which points belong to a shape: as a formula of their coordinates, for coefficients, sources and initial values that
// differ from one part of a domain to another; and of points on boundaries, where distances are 0 on either side.
#pragma once

#include <span>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/geometry.hpp"

namespace ansatz {

/// 1 at points inside, 0 at points outside, either of them on the boundary; its derivatives are 0. `x`: a scalar for
/// each coordinate. Throws UserError where there are not so many, or the shape has no such formula, as one that was
/// made elsewhere.
ad::Expr membership(const Geometry& shape, std::span<const ad::Expr> x);

/// Whether some of the shape lies a small step from a point, along a direction of length 1 (both of its dimensions):
/// of a boundary with its normal, whether the shape is there on the outside.
bool lies_beyond(const Geometry& shape, const double* point, const double* direction);
/// Whether a point belongs to the shape or to its boundary, to rounding (1e-9 of `size`). On a boundary some of the
/// shape must be beside it: a domain without a part that reaches its rim has nothing there.
bool belongs_to_closure(const Geometry& shape, const double* point, double size);

}  // namespace ansatz
