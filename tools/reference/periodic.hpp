// Reference solutions of evolution equations that are periodic in one space coordinate.
//
//   u_t = L u + M g(u)      L, M: multipliers in Fourier space; g: a function of the values
//
// in N Fourier modes, and in time by the fourth-order exponential scheme ETDRK4 (Cox and Matthews 2002) with its
// coefficients from contour integrals (Kassam and Trefethen 2005): the stiff linear part is exact. Nothing here is
// shared with the solver that is measured against these tables. Read next: problems.cpp, then main.cpp.
#pragma once

#include <complex>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace reference {

using Complex = std::complex<double>;

struct Periodic {
  std::string name;
  std::vector<std::string> fields;  // one: the real part; two: real and imaginary part
  double lower = -1, upper = 1;     // one period
  double end = 1;                   // of time
  std::function<Complex(double x)> start;
  std::function<Complex(double k)> linear;      // L(k), at the wave number k
  std::function<Complex(double k)> multiplier;  // M(k)
  std::function<Complex(Complex u)> nonlinear;  // g(u)
};

/// Values at `intervals_x` + 1 equal steps of x, both ends of the period included, for each of `intervals_t` + 1
/// times: values[j * (intervals_x + 1) + i] at x_i, t_j.
struct Table {
  std::size_t intervals_x = 200, intervals_t = 100;
  std::vector<Complex> values;
};

/// `modes` must be a multiple of intervals_x and `steps` one of intervals_t, so that the table holds computed
/// values and no interpolated ones; throws std::invalid_argument otherwise.
Table solve(const Periodic& problem, std::size_t modes, std::size_t steps, std::size_t intervals_x,
            std::size_t intervals_t);

/// How far two tables of the same size are apart.
struct Difference {
  double l2_relative = 0;
  double max = 0;
};
Difference compare(const Table& a, const Table& b);

/// The problems that have a table in problems/reference/.
std::vector<Periodic> problems();

/// The problem of problems/search/act_bench/allen_cahn.csv: Allen-Cahn with diffusivity 0.01 and rate 2.
Periodic thick_walls();

}  // namespace reference
