// How far an answer may move while its conditions hold as well as they do: whether the problem determines it.
//
// Near theta the residuals change by J d and the answers, which are the fields and the unknowns, by F d for a change d
// of the parameters. The largest |F d| of all d with |J d| = 1 is what residuals can leave open: the root of the
// largest eigenvalue of
//
//   F^T F d = lambda (J^T J + resolution I) d
//
// with J at fresh points, so that points between which nothing is asked count as little as they should, and every
// answer in units of its own root mean square. Where a condition is missing, or a constant is left free, some d moves
// an answer and no residual, and lambda is as large as rounding lets it be. It is found by power iteration on one
// Cholesky factor, as an `lm` step makes it, and costs about as much as a few of these.
#pragma once

#include <cstddef>
#include <optional>

#include "ansatz/core/solution.hpp"

namespace ansatz {

struct Sensitivity {
  double gain =
      0;  // the root of lambda: of the change of an answer over that of the residuals, weighted as in the loss
  double residual = 0;   // the root of the sum of the squares of the residuals, weighted likewise
  std::size_t most = 0;  // the answer that moves most: a field, or after all of them an unknown
};

/// Nothing where it would cost more than it is worth (many parameters), the problem is solved in windows of time, or
/// nothing can be said: an answer that is 0, numbers that are none.
std::optional<Sensitivity> sensitivity_of(const Solution& solution);

/// The numbers of the largest arrays that this works with, but for blocks of the Jacobian; 0 where it does nothing.
double numbers_of_sensitivity(const Problem& problem, double parameters);

}  // namespace ansatz
