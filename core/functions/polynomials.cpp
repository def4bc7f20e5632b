// Orthogonal polynomials by their recurrence (18.9.1), as formulas that are compiled like any other.
#include "functions/special_functions.hpp"

namespace ansatz::special {
namespace {

/// p(n + 1) = (a x + b) p(n) - c p(n - 1), from p(0) = 1 and p(1).
struct Coefficients {
  double a, b, c;
};
Expr by_recurrence(double degree, Expr first, Expr x, Coefficients (*next)(double n)) {
  Expr before = x.graph().constant(1), now = first;
  if (degree == 0) return before;
  for (double n = 1; n < degree; ++n) {
    const auto [a, b, c] = next(n);
    const Expr after = (a * x + b) * now - c * before;
    before = now;
    now = after;
  }
  return now;
}

}  // namespace

Expr legendre_p(double degree, Expr x) {
  return by_recurrence(degree, x, x, [](double n) { return Coefficients{(2 * n + 1) / (n + 1), 0, n / (n + 1)}; });
}
Expr chebyshev_t(double degree, Expr x) {
  return by_recurrence(degree, x, x, [](double) { return Coefficients{2, 0, 1}; });
}
Expr hermite_h(double degree, Expr x) {
  return by_recurrence(degree, 2.0 * x, x, [](double n) { return Coefficients{2, 0, 2 * n}; });
}
Expr laguerre_l(double degree, Expr x) {
  return by_recurrence(degree, 1.0 - x, x, [](double n) {
    return Coefficients{-1 / (n + 1), (2 * n + 1) / (n + 1), n / (n + 1)};
  });
}

}  // namespace ansatz::special
