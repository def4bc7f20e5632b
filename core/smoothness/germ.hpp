// A function beside a place: its derivatives there from the left and from the right.
//
// Where the pieces of |u|, max, min, ... meet, u is 0; which piece stands beside the place on one side is told by the
// first derivative of u that is not 0 there. So f, f', f'', ... have a value on each side, or an enclosure of it; where
// those of one order are certainly the same the derivative is continuous, where they are certainly apart it jumps.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

#include "ansatz/core/interval.hpp"
#include "smoothness/enclose.hpp"

namespace ansatz::smoothness_of {

/// What is found at a place.
struct Meeting {
  int at_least;           // derivatives up to this order are the same on both sides
  int fails_at;           // the first order known to differ, or 0 without a value; Smoothness::every: none
  bool no_value = false;  // at the place itself
};

class Germs {
 public:
  Germs(ad::Expr f, ad::Expr x);

  /// At a number, comparing derivatives up to this order. All is defined between the two numbers around it, and one
  /// piece on each side, but perhaps at the place.
  Meeting at(double place, const Interval& around, int up_to);
  /// Somewhere between two numbers near each other, at both of which all is defined, where one switch changes its sign.
  /// Nothing is proved there but that derivatives differ.
  Meeting within(const Interval& between, int up_to);

 private:
  Meeting compare_at(ad::Expr u, double place, int up_to);
  Enclosing& derivative_of(ad::Expr u, int order);
  int sign_beside(ad::Expr u, double place, int side);

  ad::Expr f_, x_;
  std::map<std::uint32_t, std::vector<std::unique_ptr<Enclosing>>> derivatives_;  // by expression, then by order
};

}  // namespace ansatz::smoothness_of
