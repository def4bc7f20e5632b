// Special functions as they stand in the table of special.cpp, and what those of an order are made with.
//
// An order is the first operand of its function, a constant, so that a function and its derivatives, which have other
// orders, are one function of two numbers. Equations (n.m.k) are those of the NIST Digital Library of Mathematical
// Functions.
#pragma once

#include <array>
#include <cmath>
#include <limits>

#include <boost/math/policies/policy.hpp>

#include "ansatz/autodiff/elementwise.hpp"

namespace ansatz::special {

using ad::Elementwise;
using ad::Expr;

/// What has no value is no error but a number that says so, as everywhere in formulas.
using Quiet = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::rounding_error<boost::math::policies::ignore_error>,
    boost::math::policies::indeterminate_result_error<boost::math::policies::ignore_error>,
    boost::math::policies::promote_double<false>>;

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

inline bool is_whole(double v) { return v == std::floor(v); }

using Derivative = Expr (*)(double order, Expr x, Expr y);
/// A function of an order and x.
Elementwise with_order(const char* name, double (*value)(double order, double x), Derivative derivative);
Expr apply_with_order(const Elementwise& function, double order, Expr x);
/// The function whose value `y` is, of another order.
Expr of_order(Expr y, double order, Expr x);

// Gamma and exponential integral functions, elliptic integrals: gamma.cpp. Those without an order ignore the number.
Expr erfc(double order, Expr x);
Expr tgamma(double order, Expr x);
Expr lgamma(double order, Expr x);
Expr digamma(double order, Expr x);
Expr polygamma(double order, Expr x);
Expr expint(double order, Expr x);
Expr expint_e(double order, Expr x);
Expr lambert_w(double order, Expr x);
Expr elliptic_k(double order, Expr x);
Expr elliptic_e(double order, Expr x);

// Bessel and Airy functions: bessel.cpp. Those without an order ignore the number.
Expr bessel_j(double order, Expr x);
Expr bessel_y(double order, Expr x);
Expr bessel_i(double order, Expr x);
Expr bessel_k(double order, Expr x);
Expr bessel_j_zero(double order, Expr x);
Expr sph_bessel_j(double order, Expr x);
Expr sph_bessel_y(double order, Expr x);
Expr airy_ai(double order, Expr x);
Expr airy_bi(double order, Expr x);

// Orthogonal polynomials: polynomials.cpp.
Expr legendre_p(double order, Expr x);
Expr chebyshev_t(double order, Expr x);
Expr hermite_h(double order, Expr x);
Expr laguerre_l(double order, Expr x);

}  // namespace ansatz::special
