// A step length that satisfies the strong Wolfe conditions, by bracketing and zoom with cubic interpolation
// (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithms 3.5 and 3.6).
//
//   f(a) <= f(0) + c1 a f'(0)      and      |f'(a)| <= c2 |f'(0)|
//
// Two things are added. Points where the function is not finite are walls: the search turns back. And where the
// decrease is lost in the rounding of f, the first condition is read from slopes alone (the approximate Wolfe
// condition of Hager and Zhang 2005), so that a search near the minimum does not fail for want of digits.
#pragma once

#include "ansatz/core/optimise/objective.hpp"

namespace ansatz::optimise {

struct Wolfe {
  double decrease = 1e-4;     // c1
  double curvature = 0.9;     // c2
  unsigned evaluations = 30;  // at most
};

struct LineStep {
  bool found = false;
  double length = 0;  // in units of the direction
  double value = 0;
  unsigned evaluations = 0;  // of loss and gradient
};

/// Searches from theta, where the loss is `value` and has `slope` < 0 along `direction`, beginning with the length
/// `first`. On success `trial` is the new point and `gradient` the gradient there; without it both are arbitrary.
LineStep strong_wolfe(Objective& objective, In theta, In direction, double value, double slope, double first,
                      const Wolfe& wolfe, Out trial, Out gradient);

}  // namespace ansatz::optimise
