// How many points conditions are asked to hold at.
#pragma once

#include <cstddef>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// By condition, in the first draw, of a window of time where there are several; of a problem as a Solver has completed
/// it. Conditions that hold at the same place share their points. Throws UserError when a condition has none.
std::vector<std::size_t> points_of_conditions(const Problem& problem);

}  // namespace ansatz
