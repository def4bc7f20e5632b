// Integrals of one variable over finite, half-infinite and infinite ranges, to almost all digits.
//
// The range is cut into panels; each gets the Gauss-Kronrod pair of 10 and 21 nodes, whose difference is the
// error. All panels of a round are handed to the integrand together, and those that are not good enough are
// halved, until the sum of the errors is below the tolerance.
//
// What is never sampled cannot be seen. An infinite range is cut around the point nearest to 0 into panels of
// length 1 up to a distance of 8 and into panels of doubling length beyond, the last ones reaching to infinity
// by s = 8 / v. Near 0 that finds a Gaussian as narrow as 1e-3 (it is above the smallest double within 38
// deviations), and it takes tails like 1 / s^2 as they are. A finite range is cut into eight equal panels.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace ansatz {

/// Writes the values of the integrand at all `s`; as many as there are.
using Integrand = std::function<void(std::span<const double> s, std::span<double> values)>;

struct QuadratureOptions {
  /// Bound of the error, relative to the integral of |f|: cancellation makes no integral harder. Tolerances
  /// below 2e-14 are beyond what doubles can show and are taken as 2e-14.
  double relative = 1e-13;
  std::size_t most_panels = 4000;  // of 21 values each, before giving up
};

/// The integral of f from `lower` to `upper`, which may be infinite or in reverse order. Deterministic. The ends
/// of the range are never evaluated, so f may be infinite there. Throws UserError, with the error achieved,
/// where the tolerance cannot be reached (an integral that diverges, an infinitely oscillating tail), and where
/// f is not finite.
double integrate(const Integrand& f, double lower, double upper, const QuadratureOptions& options = {});

struct QuadratureNode {
  double at = 0, weight = 0;
};

/// The Gauss-Legendre rule of `count` nodes on [lower, upper], which are finite: exact for polynomials of degree
/// 2 count - 1.
std::vector<QuadratureNode> gauss_rule(std::size_t count, double lower, double upper);

}  // namespace ansatz
