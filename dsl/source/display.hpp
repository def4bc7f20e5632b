// One source line as a terminal can show it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz::dsl {

/// A line cut to a window around the place of interest, escaped, tabs expanded, and for each of its bytes the display
/// column where it is drawn.
struct DisplayLine {
  std::string text;
  /// Column (from 0) of the byte at `offset` of the line; places outside the window are drawn at its border.
  std::size_t column(std::size_t offset) const;

  std::size_t first_byte = 0;
  std::vector<std::uint32_t> columns;  // of the bytes from first_byte on, and of the end
};

/// `line` without its line end; the byte `focus` is inside the window.
DisplayLine display(std::string_view line, std::size_t focus);

}  // namespace ansatz::dsl
