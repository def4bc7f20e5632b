// How many points a tile has, and how far its rows are apart.
#pragma once

#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "backend/cpu/lowering/items.hpp"

namespace ansatz::ad {

/// No tile is made larger than this unless it is asked for.
inline constexpr std::uint32_t largest_tile = 256;

/// A line of the cache, and the largest vector.
inline constexpr std::size_t line_bytes = 64;

constexpr std::size_t number_bytes(Precision precision) {
  return precision == Precision::f64 ? sizeof(double) : sizeof(float);
}

/// For a loop of these items, whose values take so many rows.
std::uint32_t choose_tile_points(const std::vector<Item>& items, std::uint32_t rows, Precision precision);

/// From row to row, in numbers.
std::uint32_t tile_stride(std::uint32_t points, Precision precision);

}  // namespace ansatz::ad
