#include "source/unicode.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace ansatz::dsl {

namespace {

struct Range {
  char32_t first, last;
};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [c](Range r) { return r.first <= c && c <= r.last; });
}

struct Confusable {
  char32_t character;
  PlainSpelling spelling;
};

// What appears when formulas are copied from PDF files, word processors and web pages.
constexpr auto confusables = std::to_array<Confusable>({
    {0x00A0, {" ", "a space"}},
    {0x2002, {" ", "a space"}},
    {0x2003, {" ", "a space"}},
    {0x2007, {" ", "a space"}},
    {0x2009, {" ", "a space"}},
    {0x200A, {" ", "a space"}},
    {0x202F, {" ", "a space"}},
    {0x205F, {" ", "a space"}},
    {0x3000, {" ", "a space"}},
    {0x2212, {"-", "a minus sign"}},
    {0x2010, {"-", "a minus sign"}},
    {0x2011, {"-", "a minus sign"}},
    {0x2012, {"-", "a minus sign"}},
    {0x2013, {"-", "a minus sign"}},
    {0x2014, {"-", "a minus sign"}},
    {0xFF0D, {"-", "a minus sign"}},
    {0xFF0B, {"+", "a plus sign"}},
    {0x00B7, {"*", "a multiplication sign"}},
    {0x00D7, {"*", "a multiplication sign"}},
    {0x22C5, {"*", "a multiplication sign"}},
    {0x2217, {"*", "a multiplication sign"}},
    {0x2219, {"*", "a multiplication sign"}},
    {0x2022, {"*", "a multiplication sign"}},
    {0x2062, {"*", "a multiplication sign"}},
    {0xFF0A, {"*", "a multiplication sign"}},
    {0x00F7, {"/", "a division sign"}},
    {0x2044, {"/", "a division sign"}},
    {0x2215, {"/", "a division sign"}},
    {0xFF0F, {"/", "a division sign"}},
    {0x2264, {"<=", "a comparison"}},
    {0x2A7D, {"<=", "a comparison"}},
    {0x2265, {">=", "a comparison"}},
    {0x2A7E, {">=", "a comparison"}},
    {0x2260, {"!=", "a comparison"}},
    {0xFF1C, {"<", "a comparison"}},
    {0xFF1E, {">", "a comparison"}},
    {0x2261, {"=", "an equals sign"}},
    {0xFF1D, {"=", "an equals sign"}},
    {0x221E, {"inf", "a name here"}},
    {0x2227, {" and ", "an operator"}},
    {0x2228, {" or ", "an operator"}},
    {0x00AC, {"not ", "an operator"}},
    {0x2208, {" in ", "a word"}},
    {0x222A, {"+", "the union of shapes"}},
    {0x2229, {"&", "the intersection of shapes"}},
    {0x2216, {"-", "the difference of shapes"}},
    {0xFF08, {"(", "a bracket"}},
    {0xFF09, {")", "a bracket"}},
    {0x3010, {"[", "a bracket"}},
    {0x3011, {"]", "a bracket"}},
    {0xFF3B, {"[", "a bracket"}},
    {0xFF3D, {"]", "a bracket"}},
    {0xFF0C, {",", "a comma"}},
    {0x3001, {",", "a comma"}},
    {0xFF1B, {";", "a semicolon"}},
    {0xFF1A, {":", "a colon"}},
    {0x00BD, {"(1/2)", "a number"}},
    {0x00BC, {"(1/4)", "a number"}},
    {0x00BE, {"(3/4)", "a number"}},
    {0x2026, {"..", "a range"}},
});

constexpr auto invisible = std::to_array<Range>({{0x00AD, 0x00AD},
                                                 {0x061C, 0x061C},
                                                 {0x115F, 0x1160},
                                                 {0x180E, 0x180E},
                                                 {0x200B, 0x200F},
                                                 {0x2028, 0x202E},
                                                 {0x2060, 0x2061},
                                                 {0x2063, 0x2064},
                                                 {0x2066, 0x206F},
                                                 {0x3164, 0x3164},
                                                 {0xFEFF, 0xFEFF},
                                                 {0xFFF9, 0xFFFB},
                                                 {0xE0000, 0xE007F}});

constexpr auto combining = std::to_array<Range>(
    {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}});

constexpr auto wide = std::to_array<Range>({{0x1100, 0x115F},
                                            {0x2E80, 0x303E},
                                            {0x3041, 0xA4CF},
                                            {0xAC00, 0xD7A3},
                                            {0xF900, 0xFAFF},
                                            {0xFE30, 0xFE6F},
                                            {0xFF00, 0xFF60},
                                            {0xFFE0, 0xFFE6},
                                            {0x1F300, 0x1F64F},
                                            {0x1F680, 0x1F6FF},
                                            {0x1F900, 0x1F9FF},
                                            {0x20000, 0x3FFFD}});

}  // namespace

CodePoint decode(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {};
  char32_t value = lead & (0x7Fu >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    if (offset + i >= text.size() || (byte(i) & 0xC0) != 0x80) return {0, i, false};
    value = value << 6 | (byte(i) & 0x3F);
  }
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return {value, length, value >= smallest[length] && value <= 0x10FFFF && !surrogate};
}

std::string encode(char32_t value) {
  std::string bytes;
  const auto put = [&](char32_t byte) { bytes.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | value >> 6), put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | value >> 12), put(0x80 | (value >> 6 & 0x3F)), put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | value >> 18), put(0x80 | (value >> 12 & 0x3F)), put(0x80 | (value >> 6 & 0x3F)),
        put(0x80 | (value & 0x3F));
  }
  return bytes;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_';
  const bool latin = c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7;
  const bool greek = c >= 0x370 && c <= 0x3FF && c != 0x37E && c != 0x387 && c != 0x375;
  const bool sign = c == 0x2202 || c == 0x2207 || c == 0x2206 || c == 0x00B5 || c == 0x2126;
  return latin || greek || sign;
}

char32_t fold_look_alike(char32_t c) {
  switch (c) {
    case 0x00B5: return 0x03BC;
    case 0x2206: return 0x0394;
    case 0x2126: return 0x03A9;
    default: return c;
  }
}

bool is_forbidden(char32_t c) {
  if (c < 0x20) return c != U'\t' && c != U'\n' && c != U'\r';
  return (c >= 0x7F && c <= 0x9F) || within(invisible, c);
}

PlainSpelling plain_spelling(char32_t c) {
  const auto* found =
      std::find_if(confusables.begin(), confusables.end(), [c](const Confusable& x) { return x.character == c; });
  return found == confusables.end() ? PlainSpelling{} : found->spelling;
}

std::string_view superscript(char32_t c) {
  switch (c) {
    case 0x207A: return "+";
    case 0x207B: return "-";
    case 0x00B9: return "1";
    case 0x00B2: return "2";
    case 0x00B3: return "3";
    default: break;
  }
  constexpr std::string_view digits = "0123456789";
  return c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ? digits.substr(c - 0x2070, 1) : std::string_view{};
}

bool is_typographic_quote(char32_t c) {
  return (c >= 0x2018 && c <= 0x201F) || c == 0x00AB || c == 0x00BB || c == 0xFF02;
}

int display_width(char32_t c) {
  if (c < 0x300) return 1;
  return within(combining, c) ? 0 : within(wide, c) ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode(text, i);
    width += static_cast<std::size_t>(display_width(c.value));
    i += c.length;
  }
  return width;
}

std::string code_point_name(char32_t c) { return fmt::format("U+{:04X}", static_cast<std::uint32_t>(c)); }

}  // namespace ansatz::dsl
