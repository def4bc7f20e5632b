// What came of a run, as a short table: loss terms by name, errors, unknowns, slopes, time,
// how well conditions hold at fresh points, and the verdict.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ansatz/core/train.hpp"
#include "ansatz/core/verification.hpp"

namespace ansatz::cli {

/// The table, its rows ended by newlines. `left_out`: by field, at how many points its exact solution has no value.
std::string summary(const Problem& problem, const Outcome& outcome, const Verification& found,
                    const std::vector<std::size_t>& left_out);

}  // namespace ansatz::cli
