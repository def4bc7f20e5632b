// How wide a text is, and where it is broken into lines, without a font at hand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ansatz::figures {

/// Fonts of one set of widths: Helvetica, Arial and Liberation Sans. What is measured here holds for these.
constexpr auto font_family = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif";

/// A superscript is smaller, and stands higher by a share of its text's size.
constexpr double superscript_size = 0.7, superscript_rise = 0.38;

/// The height of capitals and of lines, and how far letters reach below the base line, as shares of the size.
constexpr double capital_height = 0.72, line_height = 1.25, descent = 0.22;

/// In the unit of `size`. Characters beyond ASCII are taken as wide as a wide letter, those of East Asia as squares.
double text_width(std::string_view text, double size);
double text_width(std::string_view text, std::string_view superscript, double size);

/// Lines not wider than `width`, broken at spaces, and within words that are wider. An empty text has no line.
std::vector<std::string> wrapped(std::string_view text, double size, double width);

/// The text, or its beginning and an ellipsis where it is wider.
std::string shortened(std::string_view text, double size, double width);

}  // namespace ansatz::figures
