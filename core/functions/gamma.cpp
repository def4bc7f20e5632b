// The gamma function and its kin, exponential integrals, complete elliptic integrals, the Lambert function: values by
// Boost.Math or the C library, derivatives written out.
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/ellint_1.hpp>
#include <boost/math/special_functions/ellint_2.hpp>
#include <boost/math/special_functions/ellint_d.hpp>
#include <boost/math/special_functions/expint.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/lambert_w.hpp>
#include <boost/math/special_functions/polygamma.hpp>

#include "functions/special_functions.hpp"

namespace ansatz::special {

namespace bm = boost::math;

/// (5.15): each is the derivative of the one before it.
Expr polygamma(double degree, Expr x) {
  static const Elementwise f = with_order(
      "polygamma",
      [](double n, double at) {
        if (at <= 0 && is_whole(at)) return nan;
        return n == 0 ? bm::digamma(at, Quiet()) : bm::polygamma(static_cast<int>(n), at, Quiet());
      },
      [](double n, Expr at, Expr y) { return of_order(y, n + 1, at); });
  return apply_with_order(f, degree, x);
}

/// (8.19.13); E_0 = exp(-x)/x is known, and so is its derivative.
Expr expint_e(double degree, Expr x) {
  static const Elementwise f = with_order(
      "expint_e", [](double n, double at) { return at < 0 ? nan : bm::expint(static_cast<unsigned>(n), at, Quiet()); },
      [](double n, Expr at, Expr y) {
        if (n == 0) return -(exp(-at) / at + exp(-at) / (at * at));
        return n == 1 ? -(exp(-at) / at) : -of_order(y, n - 1, at);
      });
  return apply_with_order(f, degree, x);
}

Expr expint(double, Expr x) {
  static const Elementwise f = ad::elementwise(
      "expint", [](double at) { return bm::expint(at, Quiet()); }, [](Expr at, Expr) { return exp(at) / at; });
  return f(x);
}
Expr erfc(double, Expr x) {
  static const Elementwise f({.name = "erfc",
                              .value = [](std::span<const double> at) { return std::erfc(at[0]); },
                              .derivative = [](std::span<const Expr> at, Expr,
                                               std::size_t) { return -1.1283791670955126 * exp(-(at[0] * at[0])); },
                              .source = "[](double x) { return std::erfc(x); }"});
  return f(x);
}
Expr tgamma(double, Expr x) {
  static const Elementwise f(
      {.name = "tgamma",
       .value = [](std::span<const double> at) { return std::tgamma(at[0]); },
       .derivative = [](std::span<const Expr> at, Expr y, std::size_t) { return y * polygamma(0, at[0]); },
       .source = "[](double x) { return std::tgamma(x); }"});
  return f(x);
}
/// The C library's own sets a global variable, the sign, which threads would share.
Expr lgamma(double, Expr x) {
  static const Elementwise f(
      {.name = "lgamma",
       .value =
           [](std::span<const double> at) {
             return at[0] <= 0 && is_whole(at[0]) ? std::numeric_limits<double>::infinity()
                                                  : bm::lgamma(at[0], Quiet());
           },
       .derivative = [](std::span<const Expr> at, Expr, std::size_t) { return polygamma(0, at[0]); },
       .source = "[](double x) { return std::lgamma(x); }"});
  return f(x);
}
Expr digamma(double, Expr x) { return polygamma(0, x); }

Expr lambert_w(double, Expr x) {
  static const Elementwise f = ad::elementwise(
      "lambert_w", [](double at) { return bm::lambert_w0(at, Quiet()); },
      [](Expr, Expr y) { return exp(-y) / (1.0 + y); });
  return f(x);
}

/// D = (K - E)/k^2, (19.2.6): with it derivatives of K and E (19.4.1, 19.4.2) do not divide by k.
static Expr elliptic_d(Expr k);
Expr elliptic_k(double, Expr k) {
  static const Elementwise f = ad::elementwise(
      "elliptic_k", [](double at) { return std::abs(at) >= 1 ? nan : bm::ellint_1(at, Quiet()); },
      [](Expr at, Expr y) { return at * (y - elliptic_d(at)) / (1.0 - at * at); });
  return f(k);
}
Expr elliptic_e(double, Expr k) {
  static const Elementwise f = ad::elementwise(
      "elliptic_e", [](double at) { return std::abs(at) > 1 ? nan : bm::ellint_2(at, Quiet()); },
      [](Expr at, Expr) { return -at * elliptic_d(at); });
  return f(k);
}
static Expr elliptic_d(Expr k) {
  static const Elementwise f = ad::elementwise(
      "elliptic_d", [](double at) { return std::abs(at) >= 1 ? nan : bm::ellint_d(at, Quiet()); },
      [](Expr at, Expr y) { return ((elliptic_k(0, at) - y) / (1.0 - at * at) - y) / at; });
  return f(k);
}

}  // namespace ansatz::special
