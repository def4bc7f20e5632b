// Runs that somebody made by hand, as a plan to compare: the axes are the parameters and settings in which they differ.
#pragma once

#include <string>
#include <vector>

#include "compare/comparison.hpp"

namespace ansatz::cli {

/// `names`: runs as run_of.hpp finds them, or folders of sweeps, which stand for all their runs. The seed is no axis,
/// and neither are threads and what is written; equations that differ are one axis, `problem`. A run whose problem.pde
/// cannot be compiled is left out, and a note says so. Throws UserError where there is no run of a name, or fewer than
/// two are left.
compare::Plan plan_of(const std::vector<std::string>& names);

}  // namespace ansatz::cli
