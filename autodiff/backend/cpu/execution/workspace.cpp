#include "backend/cpu/execution/workspace.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::ad {
namespace {

std::size_t largest_tile_bytes(const Code& code) {
  std::size_t numbers = 0;
  for (const Phase& phase : code.phases)
    for (const PointLoop& loop : phase.loops)
      numbers = std::max(numbers, std::size_t{loop.tile_rows} * loop.tile_stride);
  return numbers * number_bytes(code.precision);
}

}  // namespace

AlignedBytes::AlignedBytes(std::size_t size, Fill fill) {
  const std::size_t rounded = (size / line_bytes + 1) * line_bytes;  // never empty
  try {
    bytes_.reset(static_cast<std::byte*>(::operator new (rounded, std::align_val_t{line_bytes})));
  } catch (const std::bad_alloc&) {
    throw WorldFailure(fmt::format("there is no memory for {} bytes of a compiled program's workspace", rounded));
  }
  if (fill == Fill::zeros) std::memset(bytes_.get(), 0, rounded);
}

TileMemory::TileMemory(const Code& of, Workers& team)
    : workers(&team), free(of.free_size * sizeof(double)), prepared(of.prepared_size * number_bytes(of.precision)) {
  for (int member = 0; member < team.count(); ++member) tiles.emplace_back(largest_tile_bytes(of));
  for (const Phase& phase : of.phases) {
    sums.emplace_back();
    for (const PointLoop& loop : phase.loops)
      sums.back().emplace_back(loop.sums * most_chunks * sizeof(double), Fill::nothing);
    order.emplace_back(phase.loops.size());
    std::iota(order.back().begin(), order.back().end(), std::size_t{0});
  }
  for (std::size_t axis = 0; axis < of.kept_rows.size(); ++axis) kept.emplace_back(0);
  kept_points.resize(kept.size(), 0);
  for (const FreeConstant& constant : of.constants)
    std::copy(constant.values.begin(), constant.values.end(), free.as<double>() + constant.offset);
}

void TileMemory::make_room(const Code& of, std::span<const std::size_t> points) {
  for (std::size_t axis = 0; axis < kept.size(); ++axis) {
    if (of.kept_rows[axis] == 0 || points[axis] <= kept_points[axis]) continue;
    const std::size_t in_line = line_bytes / number_bytes(of.precision);
    kept[axis] = AlignedBytes((points[axis] + in_line - 1) / in_line * of.kept_rows[axis] * line_bytes, Fill::nothing);
    kept_points[axis] = points[axis];
  }
}

}  // namespace ansatz::ad
