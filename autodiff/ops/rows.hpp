// The attributes of slice and pad, which know of each other: one is the transpose of the other, and concat joins both.
// Those of concat are as many words as it has parts (concat.cpp).
#pragma once

#include "graph/identities.hpp"

namespace ansatz::ad {

/// Where the operand's rows begin in the result (pad), or those of the result in the operand (slice); and how many rows
/// the result has.
struct RowsAttributes {
  std::uint32_t first_row, rows;
};

inline std::uint32_t first_row(Words attributes) { return attributes_in<RowsAttributes>(attributes).first_row; }
inline std::uint32_t first_row(Expr y) { return attributes_of<RowsAttributes>(y).first_row; }
inline std::uint32_t first_row(const Candidate& n) { return first_row(n.node.attributes); }

}  // namespace ansatz::ad
