// The table, and what functions of an order are made of.
#include "ansatz/core/special.hpp"

#include <algorithm>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "functions/special_functions.hpp"

namespace ansatz {
namespace special {

Expr of_order(Expr y, double order, Expr x) { return ad::applied_again(y, std::array{y.graph().constant(order), x}); }

Elementwise with_order(const char* name, double (*value)(double order, double x), Derivative derivative) {
  return Elementwise({.name = name,
                      .arguments = 2,
                      .value = [value](std::span<const double> x) { return value(x[0], x[1]); },
                      .derivative =
                          [name, derivative](std::span<const Expr> x, Expr y, std::size_t i) {
                            const ad::Graph& graph = y.graph();
                            if (i == 0 || graph.node(x[0].id()).op != ad::Op::constant)
                              throw UserError(std::string(name) +
                                              ": its order is a known number, and no derivative is taken by it");
                            return derivative(graph.constant_values(x[0].id())[0], x[1], y);
                          }});
}

Expr apply_with_order(const Elementwise& function, double order, Expr x) {
  return function(std::array{x.graph().constant(order), x});
}

}  // namespace special

namespace {

using namespace special;
using First = SpecialFunction::First;

constexpr std::array table{
    SpecialFunction{"erfc", "erfc(x)", "1 - erf(x), accurate where it is small", First::nothing, false, erfc},
    SpecialFunction{"tgamma", "tgamma(x)", "gamma function: (n - 1)! at n = 1, 2, ...", First::nothing, false, tgamma},
    SpecialFunction{"lgamma", "lgamma(x)", "logarithm of the absolute value of the gamma function", First::nothing,
                    false, lgamma},
    SpecialFunction{"digamma", "digamma(x)", "derivative of lgamma", First::nothing, false, digamma},
    SpecialFunction{"polygamma", "polygamma(n, x)", "derivative of digamma, n times", First::degree, false, polygamma},
    SpecialFunction{"expint", "expint(x)", "exponential integral Ei", First::nothing, false, expint},
    SpecialFunction{"expint_e", "expint_e(n, x)",
                    "exponential integral E_n of x >= 0: of exp(-x t)/t^n over t from 1 on", First::degree, false,
                    expint_e},
    SpecialFunction{"lambert_w", "lambert_w(x)", "w with w exp(w) = x, w >= -1", First::nothing, false, lambert_w},
    SpecialFunction{"bessel_j", "bessel_j(order, x)", "Bessel function of the first kind", First::order, false,
                    bessel_j},
    SpecialFunction{"bessel_y", "bessel_y(order, x)", "Bessel function of the second kind, x > 0", First::order, false,
                    bessel_y},
    SpecialFunction{"bessel_i", "bessel_i(order, x)", "modified Bessel function of the first kind", First::order, false,
                    bessel_i},
    SpecialFunction{"bessel_k", "bessel_k(order, x)", "modified Bessel function of the second kind, x > 0",
                    First::order, false, bessel_k},
    SpecialFunction{"bessel_j_zero", "bessel_j_zero(order, k)", "the k-th positive zero of bessel_j, order >= 0",
                    First::order, true, bessel_j_zero},
    SpecialFunction{"sph_bessel_j", "sph_bessel_j(n, x)", "spherical Bessel function of the first kind", First::degree,
                    false, sph_bessel_j},
    SpecialFunction{"sph_bessel_y", "sph_bessel_y(n, x)", "spherical Bessel function of the second kind, x > 0",
                    First::degree, false, sph_bessel_y},
    SpecialFunction{"airy_ai", "airy_ai(x)", "Airy function Ai", First::nothing, false, airy_ai},
    SpecialFunction{"airy_bi", "airy_bi(x)", "Airy function Bi", First::nothing, false, airy_bi},
    SpecialFunction{"elliptic_k", "elliptic_k(k)", "complete elliptic integral of the first kind, of the modulus k",
                    First::nothing, false, elliptic_k},
    SpecialFunction{"elliptic_e", "elliptic_e(k)", "complete elliptic integral of the second kind, of the modulus k",
                    First::nothing, false, elliptic_e},
    SpecialFunction{"legendre_p", "legendre_p(n, x)", "Legendre polynomial", First::degree, false, legendre_p},
    SpecialFunction{"chebyshev_t", "chebyshev_t(n, x)", "Chebyshev polynomial of the first kind", First::degree, false,
                    chebyshev_t},
    SpecialFunction{"hermite_h", "hermite_h(n, x)", "Hermite polynomial, 2 x for n = 1", First::degree, false,
                    hermite_h},
    SpecialFunction{"laguerre_l", "laguerre_l(n, x)", "Laguerre polynomial", First::degree, false, laguerre_l},
};

}  // namespace

std::span<const SpecialFunction> special_functions() { return table; }

const SpecialFunction* find_special_function(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& f) { return f.name == name; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace ansatz
