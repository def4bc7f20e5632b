// How a shape says by a formula which points belong to it, and the comparisons that such formulas are made of.
#pragma once

#include <span>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz {

/// Every shape of the library is one.
class HasMembership {
 public:
  virtual ~HasMembership() = default;
  /// What core/membership.hpp says of it.
  virtual ad::Expr membership(std::span<const ad::Expr> x) const = 0;
};

/// 1 where they hold, else 0.
inline ad::Expr at_least(ad::Expr x, double value) { return ad::ge(x, x.graph().constant(value)); }
inline ad::Expr at_most(ad::Expr x, double value) { return ad::le(x, x.graph().constant(value)); }
inline ad::Expr between(ad::Expr x, double lower, double upper) {
  return ad::logical_and(at_least(x, lower), at_most(x, upper));
}

}  // namespace ansatz
