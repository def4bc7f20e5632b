#include "source/display.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ansatz/dsl/escaped.hpp"
#include "source/unicode.hpp"

namespace ansatz::dsl {

namespace {

constexpr std::size_t window_before = 90, window_after = 130;  // bytes shown around the focus of a long line
constexpr std::uint32_t tab = 4;

struct Drawn {
  std::string text;
  std::uint32_t width;
};

Drawn draw(std::string_view text, std::size_t at, const CodePoint& c) {
  if (!c.valid) {
    std::string bytes;
    for (std::uint32_t i = 0; i < c.length; ++i)
      bytes += fmt::format("\\x{:02X}", static_cast<unsigned>(static_cast<unsigned char>(text[at + i])));
    return {bytes, static_cast<std::uint32_t>(bytes.size())};
  }
  if (c.value == U'\t') return {std::string(tab, ' '), tab};
  if (is_forbidden(c.value) || c.value == U'\n' || c.value == U'\r') {
    const std::string name = fmt::format("<{}>", code_point_name(c.value));
    return {name, static_cast<std::uint32_t>(name.size())};
  }
  return {std::string(text.substr(at, c.length)), static_cast<std::uint32_t>(display_width(c.value))};
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode(text, i);
    result += draw(text, i, c).text;
    i += c.length;
  }
  return result;
}

std::size_t DisplayLine::column(std::size_t offset) const {
  if (offset < first_byte) return columns.front();
  return columns[std::min(offset - first_byte, columns.size() - 1)];
}

DisplayLine display(std::string_view line, std::size_t focus) {
  DisplayLine result;
  std::size_t begin = 0, end = line.size();
  if (line.size() > window_before + window_after) {
    begin = focus > window_before ? focus - window_before : 0;
    end = std::min(line.size(), begin + window_before + window_after);
    while (begin > 0 && continues_character(line[begin])) --begin;
    while (end < line.size() && continues_character(line[end])) ++end;
  }
  result.first_byte = begin;
  std::uint32_t column = 0;
  if (begin > 0) {
    result.text = "... ";
    column = 4;
  }
  const std::string_view shown = line.substr(0, end);
  for (std::size_t i = begin; i < end;) {
    const CodePoint c = decode(shown, i);
    const Drawn drawn = draw(shown, i, c);
    result.text += drawn.text;
    result.columns.insert(result.columns.end(), c.length, column);
    column += drawn.width;
    i += c.length;
  }
  result.columns.push_back(column);
  if (end < line.size()) result.text += " ...";
  return result;
}

}  // namespace ansatz::dsl
