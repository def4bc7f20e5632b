// The attributes of slice and pad, which know of each other: one is the transpose of the other, and concat joins both.
// Those of concat are as many words as it has parts (concat.cpp).
#pragma once

#include "graph/identities.hpp"

namespace ansatz::ad {

struct SliceAttributes {
  std::uint32_t first_row, rows;
};

struct PadAttributes {
  std::uint32_t first_row, total_rows;
};

}  // namespace ansatz::ad
