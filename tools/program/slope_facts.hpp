// What theory says of a problem whose slopes adapt, in words: for `ansatz show` and the page of a run.
#pragma once

#include <vector>

#include "ansatz/core/problem.hpp"
#include "report/page.hpp"

namespace ansatz::cli {

/// The growth of the parameter space, W_a S(a), and whether the condition of theorem 2.1 holds at the start
/// (ansatz/core/slope_theory.hpp). None where no slopes adapt. Throws as these do.
std::vector<report::Fact> slope_facts(const Problem& problem);

}  // namespace ansatz::cli
