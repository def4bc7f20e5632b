// Bessel functions of all kinds, their zeros, and Airy functions: values by Boost.Math, derivatives by the relations
// between neighbouring orders, chosen so that nothing is divided by x.
#include <boost/math/special_functions/airy.hpp>
#include <boost/math/special_functions/bessel.hpp>
#include <cmath>

#include "functions/special_functions.hpp"

namespace ansatz::special {

namespace bm = boost::math;

namespace {

/// (10.6.1), (10.29.1): half the difference, or the sum, of the neighbours; of order 0 these are the same but for a
/// sign.
Expr half_difference(double order, Expr x, Expr y) {
  if (order == 0) return -of_order(y, 1, x);
  return 0.5 * (of_order(y, order - 1, x) - of_order(y, order + 1, x));
}
Expr half_sum(double order, Expr x, Expr y) {
  if (order == 0) return of_order(y, 1, x);
  return 0.5 * (of_order(y, order - 1, x) + of_order(y, order + 1, x));
}
/// Of order 2, which derivatives of the orders 0 and 1 ask for and Boost has no fast way to: (10.29.1), and where that
/// would cancel, near 0, the series (10.25.2).
double modified_of_order_2(double x) {
  if (std::abs(x) > 1) {
    const double of_0 = bm::cyl_bessel_i(0, x, Quiet());
    return std::isinf(of_0) ? of_0 : of_0 - 2 / x * bm::cyl_bessel_i(1, x, Quiet());
  }
  const double quarter = 0.25 * x * x;
  double term = 0.5 * quarter, sum = 0;
  for (int k = 1; k <= 10; ++k) {
    sum += term;
    term *= quarter / (k * (k + 2));
  }
  return sum;
}

double modified(double order, double x) {
  return order == 2 ? modified_of_order_2(x) : bm::cyl_bessel_i(order, x, Quiet());
}

Expr minus_half_sum(double order, Expr x, Expr y) { return -half_sum(order, x, y); }

}  // namespace

Expr bessel_j(double order, Expr x) {
  static const Elementwise f = with_order(
      "bessel_j", [](double v, double at) { return bm::cyl_bessel_j(v, at, Quiet()); }, half_difference);
  return apply_with_order(f, order, x);
}
Expr bessel_y(double order, Expr x) {
  static const Elementwise f = with_order(
      "bessel_y", [](double v, double at) { return bm::cyl_neumann(v, at, Quiet()); }, half_difference);
  return apply_with_order(f, order, x);
}
Expr bessel_i(double order, Expr x) {
  static const Elementwise f = with_order("bessel_i", modified, half_sum);
  return apply_with_order(f, order, x);
}
Expr bessel_k(double order, Expr x) {
  static const Elementwise f = with_order(
      "bessel_k", [](double v, double at) { return bm::cyl_bessel_k(v, at, Quiet()); }, minus_half_sum);
  return apply_with_order(f, order, x);
}

namespace {

/// (10.51.1), (10.51.2) added so that nothing is divided by x.
Expr spherical_neighbours(double n, Expr x, Expr y) {
  if (n == 0) return -of_order(y, 1, x);
  return (n * of_order(y, n - 1, x) - (n + 1) * of_order(y, n + 1, x)) * (1 / (2 * n + 1));
}
}  // namespace

Expr sph_bessel_j(double degree, Expr x) {
  static const Elementwise f = with_order(
      "sph_bessel_j",
      [](double n, double at) {
        const double sign = at < 0 && std::fmod(n, 2) != 0 ? -1 : 1;  // it is even or odd, as n is
        return sign * bm::sph_bessel(static_cast<unsigned>(n), std::abs(at), Quiet());
      },
      spherical_neighbours);
  return apply_with_order(f, degree, x);
}
Expr sph_bessel_y(double degree, Expr x) {
  static const Elementwise f = with_order(
      "sph_bessel_y",
      [](double n, double at) { return at < 0 ? nan : bm::sph_neumann(static_cast<unsigned>(n), at, Quiet()); },
      spherical_neighbours);
  return apply_with_order(f, degree, x);
}

Expr bessel_j_zero(double order, Expr number) {
  static const Elementwise f = with_order(
      "bessel_j_zero",
      [](double v, double k) { return v < 0 ? nan : bm::cyl_bessel_j_zero(v, static_cast<int>(k), Quiet()); },
      [](double, Expr, Expr y) { return y.graph().constant(0); });
  return apply_with_order(f, order, number);
}

namespace {

/// (9.2.1): the second derivative is x times the function. Its "order" is how often it is differentiated, 0 or 1.
Expr airy_slope(double times, Expr x, Expr y) { return times == 0 ? of_order(y, 1, x) : x * of_order(y, 0, x); }

}  // namespace

Expr airy_ai(double, Expr x) {
  static const Elementwise f = with_order(
      "airy_ai",
      [](double times, double at) { return times == 0 ? bm::airy_ai(at, Quiet()) : bm::airy_ai_prime(at, Quiet()); },
      airy_slope);
  return apply_with_order(f, 0, x);
}
Expr airy_bi(double, Expr x) {
  static const Elementwise f = with_order(
      "airy_bi",
      [](double times, double at) { return times == 0 ? bm::airy_bi(at, Quiet()) : bm::airy_bi_prime(at, Quiet()); },
      airy_slope);
  return apply_with_order(f, 0, x);
}

}  // namespace ansatz::special
