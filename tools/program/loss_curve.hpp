// A loss over the steps as a curve of characters: the loss on a logarithmic scale, steps from the first to the last.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ansatz::cli {

struct LossPoint {
  std::uint64_t step = 0;
  double loss = 0;
};

/// What a terminal can draw.
enum class Glyphs {
  braille,  // 2 x 4 dots a character
  ascii,    // one dot a character
};

/// `rows` lines of at most `columns` characters; the first and the last begin with the greatest and the least loss.
/// Points stand in the order of their steps; losses that are not positive numbers have no place on the scale and are
/// left out. Empty where fewer than two points are left, or where there is no room: 13 columns and 2 rows at least.
std::vector<std::string> loss_curve(const std::vector<LossPoint>& points, std::size_t columns, std::size_t rows,
                                    Glyphs glyphs);

}  // namespace ansatz::cli
