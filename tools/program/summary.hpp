// What came of a run, as a short table: loss terms by name, errors, unknowns, slopes, time,
// how well conditions hold at fresh points, and the verdict.
#pragma once

#include <string>

#include "ansatz/core/train.hpp"
#include "ansatz/core/verification.hpp"

namespace ansatz::cli {

/// The table, its rows ended by newlines.
std::string summary(const Problem& problem, const Outcome& outcome, const Verification& found);

}  // namespace ansatz::cli
