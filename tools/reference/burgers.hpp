// Burgers' equation u_t + u u_x = nu u_xx on [-1, 1], u(x, 0) = -sin(pi x), by the transformation
// of Cole (1951) and Hopf (1950):
//
//   u(x, t) = - integral sin(pi y) w ds / integral w ds
//   y = x - 2 sqrt(nu t) s
//   w = exp(-s^2 - cos(pi y)/(2 pi nu))
//
// over the whole line, by the trapezoidal rule, which converges faster than any power of the step for such functions.
#pragma once

#include <cstddef>
#include <vector>

namespace reference {

/// u at x and t >= 0, for nu > 0; `nodes` of the rule on each side of s = 0.
double burgers(double x, double t, double nu, std::size_t nodes);

/// Values at `columns` equal steps of x in [-1, 1] with both ends, for t = 0, step, 2 step, ..., `rows` of them.
struct BurgersTable {
  std::size_t columns, rows;
  double per_unit;             // of time: t of row j is j/per_unit
  std::vector<double> values;  // [j * columns + i]
  double x(std::size_t i) const { return -1 + 2 * static_cast<double>(i) / static_cast<double>(columns - 1); }
  double t(std::size_t j) const { return static_cast<double>(j) / per_unit; }
};

/// What problems/reference/burgers.csv holds, nu = 0.01/pi, at the points of the data set that is used most: 256 of x,
/// t = 0, 0.01, ..., 0.99.
BurgersTable usual_burgers_table(std::size_t nodes);
/// What problems/search/act_bench/burgers.csv holds: nu = 0.02, 65 points of x, t = 0, 0.05, ..., 1.
BurgersTable small_burgers_table(std::size_t nodes);

}  // namespace reference
