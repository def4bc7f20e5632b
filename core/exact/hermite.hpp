// Polynomials of one coordinate that have given values and derivatives at the ends of its side, and the product that
// vanishes there: Hermite interpolation.
//
// Orders at an end run from 0 without a gap (value, slope, ...), so that the polynomials exist and the product vanishes
// to no higher order than it has to; or there is a slope alone, which what it is multiplied with does not have either.
#pragma once

#include <cstddef>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/interval.hpp"

namespace ansatz::exact {

/// The derivative of `order` at the lower or the upper end.
struct AtEnd {
  bool upper = false;
  std::size_t order = 0;
};

/// Whether the orders of all conditions, which are at one end, run from 0 without a gap, each once.
bool without_gaps(const std::vector<AtEnd>& conditions);
/// Whether the only condition at an end is on the slope.
bool slope_alone(const std::vector<AtEnd>& conditions, bool upper);

/// Polynomial `k` is 1 for condition `k` and 0 for all others, of the least degree; in powers of the coordinate over
/// `side`, which is [0, 1] then, or of its distance from the end that all conditions are at.
class CardinalPolynomials {
 public:
  /// `conditions` are not empty, and at each end without gaps or a slope alone.
  CardinalPolynomials(std::vector<AtEnd> conditions, Interval side);
  ad::Expr operator()(std::size_t k, ad::Expr x) const;

 private:
  ad::Expr variable(ad::Expr x) const;

  std::vector<AtEnd> conditions_;
  Interval side_;
  bool one_end_;
  std::size_t first_power_;                        // 1 where nothing says what the value is
  std::vector<std::vector<double>> coefficients_;  // [k][power of the variable less the first]
};

/// (x - lower)^m (upper - x)^n for m conditions at the lower end and n at the upper, divided by its maximum on `side`.
/// At an end with a slope alone it is flat, and 1 where nothing is held at the other.
ad::Expr vanishing(const std::vector<AtEnd>& conditions, Interval side, ad::Expr x);

/// x - c, written as a sum where c is negative.
ad::Expr beyond(ad::Expr x, double c);

}  // namespace ansatz::exact
