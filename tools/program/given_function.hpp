// A function that a problem was solved for all of, given as a formula: `--at 'f=sin(pi*x)'`.
#pragma once

#include <string>
#include <vector>

#include "run_of.hpp"

namespace ansatz::cli {

/// The function of this name; null where the problem has none.
const dsl::GivenName* find_given(const FinishedRun& run, const std::string& name);

/// The values of its coordinates for which it comes nearest to a formula of its argument. Throws UserError where the
/// formula is wrong, is no function of the kind that was drawn, or is far beyond what was.
std::vector<double> amplitudes_of(const FinishedRun& run, const dsl::GivenName& given, const std::string& formula);

}  // namespace ansatz::cli
