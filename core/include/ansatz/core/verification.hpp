// Whether an answer holds: what is said of it after training, from points that took no part in that.
//
//   Verification found = verify(solution);
//   found.verdict, found.reason            in one line
//   found.residuals, found.checks          the numbers behind it
//
// Points are fresh: drawn by random numbers of their own (keyed by the seed and a name, so that the same run is judged
// the same everywhere) and denser than those of training, but for data, which hold at their own points. Nothing here
// changes what was found, and it costs about as much as a few steps.
//
// Read next: core/verification/verdict.cpp, which says when an answer is doubtful.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/solution.hpp"

namespace ansatz {

/// How well a condition holds.
struct ResidualCheck {
  std::string condition;
  std::size_t points = 0;  // fresh ones
  /// Mean of the square of its residual (the sum of the squares, where it has several): at fresh points, and at those
  /// of training after the last step, as history has it. Weights are taken out, those that move by their mean. Not a
  /// number where a weight is 0.
  double fresh = 0, trained = 0;
  /// The root of `fresh` as a part of that of the terms that a residual is a sum of: 1 where nothing cancels, 1e-8
  /// where all but the eighth digit does. Not a number where no residual has several terms.
  double relative = 0;
  double largest = 0;         // magnitude of the residual where that is largest
  std::vector<double> where;  // all coordinates of that point
};

/// Whether what a problem states by `check` holds.
struct CheckOutcome {
  std::string name;
  bool holds = false;
  double off = 0;        // by how much at worst, 0 where a promise that something is not negative is kept everywhere
  double tolerance = 0;  // that it may be
  std::size_t points = 0;
  std::vector<double> where;
};

enum class Verdict : std::uint8_t {
  holds,     // nothing speaks against it
  rough,     // it has hardly been trained, or conditions hold to their first digit only
  doubtful,  // it is not what the problem asks for, however small the loss is
};

struct Verification {
  std::vector<ResidualCheck> residuals;  // condition by condition, without those at times that were not reached
  std::vector<CheckOutcome> checks;      // likewise
  Verdict verdict = Verdict::holds;
  std::string reason;  // in a line
};

/// Throws UserError where formulas fail at other points than those of training, WorldFailure where memory does.
Verification verify(const Solution& solution);

/// "holds", "rough", "doubtful".
std::string_view name_of(Verdict verdict);

}  // namespace ansatz
