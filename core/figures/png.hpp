// Pictures of few colours as PNG, by no library, so that the same picture has the same bytes everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "figures/colours.hpp"

namespace ansatz::figures {

/// pixels[row * width + column], row 0 on top, are numbers of colours of the palette.
struct Picture {
  std::size_t width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
  std::vector<Rgb> palette;           // at most 256
  std::vector<std::uint8_t> opacity;  // of the first colours; those beyond are opaque
};

/// The bytes of a PNG file: W3C, "Portable Network Graphics Specification", second edition. Rows like the row above,
/// and runs of one colour, take next to no place.
std::string png_of(const Picture& picture);

/// The same bytes as a zlib stream (RFC 1950) of one block with the fixed codes of DEFLATE (RFC 1951, 3.2.6), in which
/// only runs of one byte are shortened.
std::string zlib_stream(const std::string& bytes);

}  // namespace ansatz::figures
