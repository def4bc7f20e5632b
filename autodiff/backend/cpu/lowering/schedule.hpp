// The order in which the items of a loop run, and which of them run together.
//
// Items that are strips of equally many rows form a group when no other kind of work stands between them: a group
// passes over its rows once, and what is used inside of it only never leaves the first-level cache. Each item
// gets a level, the number of such boundaries on the longest way to it, and then sinks to the level of its first use:
// values meant for the reverse sweep are not kept from the forward one, the cotangents of all derivative streams of a
// layer meet in one group, and what is computed again (rematerialise.hpp) is so where it is read.
#pragma once

#include <vector>

#include "backend/cpu/lowering/items.hpp"

namespace ansatz::ad {

/// One item, or a group of strips, or all products of one weight gradient.
struct Step {
  std::vector<std::uint32_t> items;
  bool group = false;
};

std::vector<std::uint32_t> find_levels(const std::vector<Item>& items);

std::vector<Step> schedule(const std::vector<Item>& items);

/// Whether `ref`, an operand of an item of `rows` rows, reads a strip of a group of that many rows in place.
bool reads_in_place(const std::vector<Item>& items, const Ref& ref, std::uint32_t rows);

/// Where items stand in the tile: first row of each that is kept beyond its group, by the order of the steps.
struct Storage {
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  std::vector<std::uint32_t> row;  // of each item; `none` where it lives inside its group
  std::uint32_t rows = 0;
  std::uint32_t zeros = none;  // a row of zeros, where windows may read one
};

Storage assign_rows(const std::vector<Item>& items, const std::vector<Step>& steps);

}  // namespace ansatz::ad
