#include "backend/cpu/lowering/window_blocks.hpp"

#include <algorithm>

namespace ansatz::ad {
namespace {

/// Terms of a sum that follow one another. The rows that four neighbouring windows read for them (a
/// window of 5 x 5 lies on 8 channels of 5 x 8 pixels, 20 KB for eight doubles a row) share the
/// first-level cache with 5 rows of weights.
constexpr std::uint32_t places_in_a_piece = 192;

bool reads_any(const Windows& windows, const WindowBlock& block, std::uint32_t place) {
  for (std::uint32_t q = block.first_window; q < block.first_window + block.windows; ++q)
    if (windows.rows[std::size_t{q} * windows.size + place] != Windows::zeros) return true;
  return false;
}

}  // namespace

WindowCut cut_windows(const Windows& windows, const std::vector<std::uint32_t>& rows) {
  WindowCut cut;
  for (std::uint32_t first = 0; first < windows.size; first += places_in_a_piece)
    for (std::uint32_t q = 0; q < windows.count(); q += windows_abreast) {
      WindowBlock block{.first_window = q,
                        .windows = std::min(windows_abreast, windows.count() - q),
                        .places = 0,
                        .begins = first == 0,
                        .first_place = cut.places.size()};
      for (std::uint32_t place = first; place < std::min(first + places_in_a_piece, windows.size); ++place) {
        if (!reads_any(windows, block, place)) continue;
        ++block.places;
        cut.places.push_back(place);
        for (std::uint32_t w = 0; w < block.windows; ++w)
          cut.places.push_back(rows[std::size_t{q + w} * windows.size + place]);
      }
      if (block.begins || block.places != 0) cut.blocks.push_back(block);
    }
  return cut;
}

}  // namespace ansatz::ad
