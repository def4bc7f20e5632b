#include "encoding/unicode.hpp"

#include <array>

namespace ansatz {
namespace {

constexpr std::uint32_t replacement = 0xFFFD;  // the character that stands for what is none

/// XML 1.0, production 2, without what only a document's own layout needs.
bool known_to_xml(std::uint32_t point) { return point >= 0x20 && point != 0xFFFE && point != 0xFFFF && point != 0x7F; }

}  // namespace

std::vector<std::uint32_t> code_points(std::string_view text) {
  std::vector<std::uint32_t> points;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[k])); };
    const std::uint32_t lead = byte(i);
    const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
    std::uint32_t point = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    bool good = length > 0 && i + length <= text.size();
    for (std::size_t k = 1; good && k < length; ++k) {
      good = byte(i + k) >> 6 == 2;
      point = point << 6 | (byte(i + k) & 0x3F);
    }
    constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};           // shorter forms exist below
    good = good && point >= least[length] && point <= 0x10FFFF && point >> 11 != 0x1B;  // no surrogates
    points.push_back(good ? point : replacement);
    i += good ? length : 1;
  }
  return points;
}

std::string utf8(std::uint32_t point) {
  std::string text;
  const auto follow = [&](int shift) { text += static_cast<char>(0x80 | (point >> shift & 0x3F)); };
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xC0 | point >> 6);
    follow(0);
  } else if (point < 0x10000) {
    text += static_cast<char>(0xE0 | point >> 12);
    follow(6), follow(0);
  } else {
    text += static_cast<char>(0xF0 | point >> 18);
    follow(12), follow(6), follow(0);
  }
  return text;
}

std::string xml_text(std::string_view text) {
  std::string result;
  for (const std::uint32_t point : code_points(text)) {
    if (point == '&')
      result += "&amp;";
    else if (point == '<')
      result += "&lt;";
    else if (point == '>')
      result += "&gt;";
    else if (point == '"')
      result += "&quot;";
    else if (point == '\'')
      result += "&apos;";
    else
      result += utf8(known_to_xml(point) ? point : replacement);
  }
  return result;
}

}  // namespace ansatz
