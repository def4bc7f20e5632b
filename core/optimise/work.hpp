// What steps cost, from counts alone: the one model by which work is compared where a clock would make results depend
// on the machine.
//
// Everything is counted in values of the network at one point. A gradient there costs three of them at least, as does a
// product with the Jacobian; the normal equations cost half as many as there are parameters, each of which is
// multiplied with the others there, and in a value with one number; to factor them costs a sixth of the square of their
// number, whatever the points.
#pragma once

#include "ansatz/core/optimise/optimiser.hpp"

namespace ansatz::optimise {

/// Of a problem of so many points and parameters.
inline double work_of(const Cost& cost, double points, double parameters) {
  const auto times = [](std::uint64_t count, double values) { return static_cast<double>(count) * values; };
  const double at_a_point = times(cost.values, 1) + times(cost.gradients, 3) + times(cost.products, 3) +
                            times(cost.normal_equations, parameters / 2);
  const double dense = cost.normal_equations > 0 ? times(cost.factorisations, parameters * parameters / 6) : 0;
  return at_a_point * points + dense;
}

inline void add(const Cost& cost, Cost& sum) {
  sum.values += cost.values;
  sum.gradients += cost.gradients;
  sum.normal_equations += cost.normal_equations;
  sum.factorisations += cost.factorisations;
  sum.products += cost.products;
}

}  // namespace ansatz::optimise
