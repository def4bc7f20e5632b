// Windows that move over an image one pixel at a time. Neighbours share most of what they read, which a back end may
// use; it needs to know more for that than a list of rows.
#pragma once

#include <cstdint>

namespace ansatz::ad {

/// Row (c * height + y) * width + x of the image is a pixel; place (c * side_y + i) * side_x + j of window
/// oy * across + ox is the pixel (first_y + oy + i, first_x + ox + j), with side - 1 - i and side - 1 - j in their
/// place where the windows are mirrored, and reads zero where there is none.
struct WindowLattice {
  std::uint32_t channels, height, width;
  std::uint32_t down, across;  // windows
  std::uint32_t side_y, side_x;
  std::int32_t first_y, first_x;
  bool mirrored;

  std::uint32_t windows() const { return down * across; }
  std::uint32_t pixels() const { return height * width; }
};

}  // namespace ansatz::ad
