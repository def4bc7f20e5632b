// A group of strips as instructions: sums and products are joined into the largest forms the kernels have.
#pragma once

#include <vector>

#include "backend/cpu/lowering/addresses.hpp"

namespace ansatz::ad {

/// Appends the instructions of the group to `code`.
void emit_strips(const std::vector<Item>& items, const Step& group, Addresses& addresses,
                 std::vector<StripInstruction>& code);

}  // namespace ansatz::ad
