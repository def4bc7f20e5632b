// Whether formulas speak of what is to be found: what training could never change is a mistake in a formula.
#pragma once

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// Every residual depends on a field or an unknown; every field and unknown is in a condition (an unknown may be in an
/// ansatz instead); every ansatz depends on its network. Throws UserError that names what does not.
void require_meaning(const Problem& problem);

}  // namespace ansatz
