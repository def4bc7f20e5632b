#include "figures/text.hpp"

#include <array>
#include <cstdint>
#include <utility>

#include "encoding/unicode.hpp"

namespace ansatz::figures {
namespace {

constexpr std::uint32_t first_character = 0x20;

/// Thousandths of the size, from space to tilde. Adobe Font Metrics for the PostScript core fonts, Helvetica.
constexpr std::array<int, 95> widths{278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
                                     556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
                                     1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
                                     667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
                                     333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
                                     556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};

double width_of(std::uint32_t point) {
  if (point >= first_character && point < first_character + widths.size()) return widths[point - first_character] / 1e3;
  if (point >= 0x300 && point < 0x370) return 0;  // accents that stand over the letter before
  return point >= 0x1100 ? (point >= 0x2000 && point < 0x2E80 ? 0.6 : 1) : 0.6;
}

}  // namespace

double text_width(std::string_view text, double size) {
  double sum = 0;
  for (const std::uint32_t point : code_points(text)) sum += width_of(point);
  return sum * size;
}

double text_width(std::string_view text, std::string_view superscript, double size) {
  return text_width(text, size) + text_width(superscript, size * superscript_size);
}

std::vector<std::string> wrapped(std::string_view text, double size, double width) {
  std::vector<std::string> lines;
  std::string line, word;
  double line_width = 0, word_width = 0;
  const auto end_line = [&] {
    lines.push_back(std::exchange(line, ""));
    line_width = 0;
  };
  const auto end_word = [&] {
    const double space = line.empty() ? 0 : width_of(' ') * size;
    if (!line.empty() && line_width + space + word_width > width) end_line();
    if (!line.empty()) line += ' ', line_width += space;
    line += std::exchange(word, "");
    line_width += std::exchange(word_width, 0);
  };
  for (const std::uint32_t point : code_points(text)) {
    if (point == ' ' || point == '\n' || point == '\t') {
      if (!word.empty()) end_word();
      if (point == '\n' && !line.empty()) end_line();
      continue;
    }
    const double more = width_of(point) * size;
    if (!word.empty() && word_width + more > width) end_word();
    word += utf8(point);
    word_width += more;
  }
  if (!word.empty()) end_word();
  if (!line.empty()) end_line();
  return lines;
}

std::string shortened(std::string_view text, double size, double width) {
  if (text_width(text, size) <= width) return std::string(text);
  constexpr std::uint32_t ellipsis = 0x2026;
  std::string kept;
  double used = width_of(ellipsis) * size;
  for (const std::uint32_t point : code_points(text)) {
    used += width_of(point) * size;
    if (used > width) break;
    kept += utf8(point);
  }
  return kept + utf8(ellipsis);
}

}  // namespace ansatz::figures
