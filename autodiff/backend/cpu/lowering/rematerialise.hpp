// Cheap values are computed again instead of being kept.
//
// The reverse sweep needs 1 - y^2 or y z' of the forward sweep once more. Keeping such a value costs a row of the tile
// from there to here, a store and a load through the second-level cache; computing it again from values that are kept
// anyway costs one instruction. A smaller tile of rows then holds more points.
#pragma once

#include <vector>

#include "backend/cpu/lowering/items.hpp"

namespace ansatz::ad {

std::vector<Item> rematerialise(const std::vector<Item>& items);

}  // namespace ansatz::ad
