// A run of strip instructions as a list of elementary operations on vectors, each value once.
//
// Instructions read and write places in memory; here a place read after it was written is the value written, equal
// operations are one, and a product that two sums share is computed once. The operations and their order within a
// sum are those of the loops in kernels/strip.cpp, so that machine code has the bits of the loops.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "backend/cpu/kernels/strip.hpp"
#include "backend/cpu/native/assembler.hpp"

namespace ansatz::ad::native {

/// A place in memory as machine code addresses it.
struct Place {
  Address address;
  bool row_constant = false;  // the same number at all points
  bool constant = false;      // and in all rows
};

struct Operation {
  enum class Kind : std::uint8_t { load, add, mul, sub, negate, fused } kind;
  Fused signs = Fused::add;  // fused: operand 0 times operand 1 and operand 2
  int operands[3] = {-1, -1, -1};
  std::optional<Place> place = {};    // load: from where
  std::vector<Address> targets = {};  // where the value goes
  int count() const;                  // of operands
};

struct Layout {
  std::uint32_t stride = 0;  // numbers from row to row of the tile
  std::size_t number_bytes = 8;
};

/// The operations of sums of products and copies. `needed(k)` tells whether what instruction k writes is read after
/// the run; nothing where an operand stands where machine code cannot address it.
std::optional<std::vector<Operation>> formulas(std::span<const StripInstruction> instructions, const Layout& layout,
                                               const std::vector<bool>& needed);

}  // namespace ansatz::ad::native
