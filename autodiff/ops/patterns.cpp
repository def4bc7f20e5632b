#include "ops/patterns.hpp"

namespace ansatz::ad::patterns {
namespace {

Expr power(Expr x, int exponent) {
  if (exponent == 1) return x;
  const Expr half = power(x, exponent / 2);
  return exponent % 2 == 0 ? half * half : half * half * x;
}

}  // namespace

// sum + sign * x, where a term of the sum is a multiple of what x is a multiple of.
Expr with_term(Expr sum, Expr x, double sign) {
  const Scaled left = scaled(l(sum)), right = scaled(r(sum)), added = scaled(x);
  const double right_sign = is(sum, Op::add) ? 1 : -1;
  if (left.rest == added.rest) {
    const Expr term = (left.factor + sign * added.factor) * added.rest;
    return right_sign > 0 ? term + r(sum) : term - r(sum);
  }
  const double factor = right_sign * right.factor + sign * added.factor;
  return factor < 0 ? l(sum) - -factor * added.rest : l(sum) + factor * added.rest;
}

bool small_integer(std::optional<double> n) { return n && *n == std::floor(*n) && std::abs(*n) <= 8 && *n != 0; }

Expr power_or_inverse(Expr x, double n) {
  return n > 0 ? power(x, static_cast<int>(n)) : 1.0 / power(x, static_cast<int>(-n));
}

}  // namespace ansatz::ad::patterns
