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
#include <optional>
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
  /// number where a weight is 0. Where a condition has `sizes`, residuals here are parts of them.
  double fresh = 0, trained = 0;
  /// The root of `fresh` as a part of that of the terms that a residual is a sum of: 1 where nothing cancels, 1e-8
  /// where all but the eighth digit does; terms below the size of a residual count as that. Not a number where no
  /// residual has several terms, or a size.
  double relative = 0;
  double largest = 0;         // magnitude of the residual where that is largest
  std::vector<double> where;  // all coordinates of that point
  /// A place outside the domain at which it asks for a field, and on which it depends; empty where there is none.
  std::vector<double> outside;
};

/// Whether what a problem states by `check` holds.
struct CheckOutcome {
  std::string name;
  bool holds = false;
  double off = 0;        // by how much at worst, 0 where a promise that something is not negative is kept everywhere
  double tolerance = 0;  // that it may be
  std::size_t points = 0;
  std::vector<double> where;  // it is worst; not a number for coordinates that the check does not depend on, as those
                              // that it integrates over
};

/// By how much the answer could be another one, as far as its conditions know: what moves the fields and changes
/// residuals least, to first order. Relative to the root mean square of the answer that moves most.
struct Freedom {
  std::string of;        // the field or the unknown
  double change = 0;     // where residuals change by as much as they are
  double condition = 0;  // for residuals as large as their terms: what is lost of their digits on the way to the answer
};

enum class Verdict : std::uint8_t {
  holds,     // nothing speaks against it
  fair,      // likewise, but conditions hold to their first digit or two only
  rough,     // it has hardly been trained, or conditions hold to no digit: steps were too few
  stalled,   // the same, and more steps of this kind would not help
  doubtful,  // it is not what the problem asks for, however small the loss is
};

struct Verification {
  std::vector<ResidualCheck> residuals;  // condition by condition, without those at times that were not reached
  std::vector<CheckOutcome> checks;      // likewise
  std::optional<Freedom> freedom;        // nothing where it is not known: above 2,000 parameters, in windows of time
  Verdict verdict = Verdict::holds;
  std::string reason;  // in a line
};

/// Throws UserError where formulas fail at other points than those of training, WorldFailure where memory does.
Verification verify(const Solution& solution);

/// Whether 0 for every field solves all that a problem states, as far as its formulas tell without numbers: the
/// solution that a network finds first, and most often not the one that is wanted. Throws as formulas do.
bool zero_solves(const Problem& problem);

/// "holds", "fair", "rough", "stalled", "doubtful".
std::string_view name_of(Verdict verdict);

}  // namespace ansatz
