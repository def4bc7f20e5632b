// Networks give numbers near one; pascals, kelvins and days are none. Fields and residuals that lie orders away are
// brought to the size of one before training, from what the problem itself says: nothing is asked of the user, results
// are in the user's units, and problems whose numbers are ordinary stay what they are, to the bit.
//
//   * A field without an ansatz becomes centre + size * network. The centre is that of the values which conditions and
//     data state; the size is what these spread over, or what fluxes and sources drive the field to.
//   * Where residuals then differ by orders, each is divided by its size at the start, in the loss and in what is
//   verified.
//
// Sizes are powers of two and centres multiples of them, so that no last digit of a probe decides a run.
// `Compute::scale` turns it off. How sizes are found: core/scales.
#pragma once

#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// The problem, completed, with `scales`, its conditions built in where that is asked for (exact_conditions.hpp), and
/// the `sizes` of those that are left; as it is where it has them already, or wants none. Costs one small program.
/// Throws UserError where the problem makes no sense; what a formula does wrong shows where it is used.
Problem scaled(Problem problem);

/// What was done, in sentences; none where all is plain.
std::vector<std::string> scales_in_words(const Problem& scaled);

}  // namespace ansatz
