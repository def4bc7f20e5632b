// How the products of one matrix with many windows are cut into blocks for the kernel (kernels/windows.hpp).
#pragma once

#include <vector>

#include "backend/cpu/kernels/windows.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {

struct WindowCut {
  std::vector<WindowBlock> blocks;
  std::vector<std::uint32_t> places;  // what `WindowBlock::first_place` counts in
};

/// `rows` says where the row of window q, place k begins in the tile, at [q * windows.size + k]. What reads zeros in
/// all windows of a block is left out: at the rim of an image that is up to half of all work.
WindowCut cut_windows(const Windows& windows, const std::vector<std::uint32_t>& rows);

}  // namespace ansatz::ad
