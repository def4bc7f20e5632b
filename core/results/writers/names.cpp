#include "results/writers/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <vector>

namespace ansatz {
namespace {

constexpr std::uint32_t replacement = 0xFFFD;

/// The code points of a text; what is no UTF-8 is replaced.
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

/// XML 1.0, production 2, without what only a document's own layout needs.
bool known_to_xml(std::uint32_t point) { return point >= 0x20 && point != 0xFFFE && point != 0xFFFF && point != 0x7F; }

bool is_keyword(const std::string& name) {
  static constexpr std::array words{"alignas",   "alignof",      "and",           "and_eq",
                                    "asm",       "auto",         "bitand",        "bitor",
                                    "bool",      "break",        "case",          "catch",
                                    "char",      "char16_t",     "char32_t",      "char8_t",
                                    "class",     "co_await",     "co_return",     "co_yield",
                                    "compl",     "concept",      "const",         "const_cast",
                                    "consteval", "constexpr",    "constinit",     "continue",
                                    "decltype",  "default",      "delete",        "do",
                                    "double",    "dynamic_cast", "else",          "enum",
                                    "explicit",  "export",       "extern",        "false",
                                    "float",     "for",          "friend",        "goto",
                                    "if",        "inline",       "int",           "long",
                                    "main",      "mutable",      "namespace",     "new",
                                    "noexcept",  "not",          "not_eq",        "nullptr",
                                    "operator",  "or",           "or_eq",         "private",
                                    "protected", "public",       "register",      "reinterpret_cast",
                                    "requires",  "return",       "short",         "signed",
                                    "sizeof",    "static",       "static_assert", "static_cast",
                                    "std",       "struct",       "switch",        "template",
                                    "this",      "thread_local", "throw",         "true",
                                    "try",       "typedef",      "typeid",        "typename",
                                    "union",     "unsigned",     "using",         "virtual",
                                    "void",      "volatile",     "wchar_t",       "while",
                                    "xor",       "xor_eq"};
  return std::find(words.begin(), words.end(), name) != words.end();
}

}  // namespace

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

std::string comment_text(std::string_view text) {
  std::string result;
  for (const std::uint32_t point : code_points(text)) {
    // A backslash at its end would continue the line.
    if (point >= 0x20 && point < 0x7F && point != '\\')
      result += static_cast<char>(point);
    else
      result += fmt::format("<U+{:04X}>", point);
  }
  return result;
}

std::string string_literal(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\' || c == '?')  // ??/ was a backslash once
      result += fmt::format("\\{:03o}", byte);
    else
      result += c;
  }
  return result + "\"";
}

std::string identifier(std::string_view text, std::set<std::string>& taken) {
  std::string name;
  for (const std::uint32_t point : code_points(text)) {
    if (point < 0x80 && std::isalnum(static_cast<int>(point)) != 0)
      name += static_cast<char>(point);
    else if (point >= 0x80)
      name += fmt::format("u{:04x}", point);
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  if (name.empty()) name = "value";
  if (std::isdigit(static_cast<unsigned char>(name[0])) != 0) name.insert(0, "n");
  std::string unique = name;
  for (int i = 2; is_keyword(unique) || taken.count(unique) != 0; ++i) unique = fmt::format("{}_{}", name, i);
  taken.insert(unique);
  return unique;
}

std::string member_name(std::string_view text) {
  std::string result;
  for (const std::uint32_t point : code_points(text)) {
    const bool plain = point >= 0x20 && point != 0x7F && point != '/' && point != '\\' && point != ':' && point != '"';
    result += plain ? utf8(point) : "_";
  }
  if (result.empty() || result.starts_with('.')) result.insert(0, "_");
  return result;
}

}  // namespace ansatz
