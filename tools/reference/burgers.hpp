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

/// The points of the data set that is used most: 256 equal steps of x with both ends, t = 0, 0.01, ..., 0.99.
struct BurgersTable {
  static constexpr std::size_t columns = 256, rows = 100;
  static double x(std::size_t i) { return -1 + 2 * static_cast<double>(i) / (columns - 1); }
  static double t(std::size_t j) { return static_cast<double>(j) / rows; }
  std::vector<double> values;  // [j * columns + i]
};
BurgersTable burgers_table(double nu, std::size_t nodes);

}  // namespace reference
