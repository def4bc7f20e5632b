// What came of a run, as a short table: loss terms by name, errors, unknowns, slopes, time.
#pragma once

#include <string>

#include "ansatz/core/train.hpp"

namespace ansatz::cli {

/// The table, its rows ended by newlines.
std::string summary(const Problem& problem, const Outcome& outcome);

}  // namespace ansatz::cli
