#include "results/writers/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

#include "encoding/unicode.hpp"

namespace ansatz {
namespace {

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
