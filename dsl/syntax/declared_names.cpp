#include "syntax/declared_names.hpp"

#include <algorithm>
#include <iterator>

#include "source/unicode.hpp"

namespace ansatz::dsl {
namespace {

/// The word that begins at `at`; empty where none does.
std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    const CodePoint c = decode(text, end);
    if (!c.valid || !(is_letter(c.value) || (end > at && is_digit(c.value)))) break;
    end += c.length;
  }
  return text.substr(at, end - at);
}

std::size_t after_blanks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t", at), text.size());
}

DeclaredNames::Names* declared_by(std::string_view keyword, DeclaredNames& names) {
  if (keyword == "field") return &names.fields;
  if (keyword == "domain" || keyword == "time") return &names.coordinates;
  constexpr std::string_view others[] = {"param", "unknown", "let", "region"};
  const bool other = std::find(std::begin(others), std::end(others), keyword) != std::end(others);
  return other ? &names.others : nullptr;
}

/// `(x, y)` or `u, v` behind a keyword.
void read_names(std::string_view text, std::size_t at, DeclaredNames::Names& names) {
  at = after_blanks(text, at);
  if (at < text.size() && text[at] == '(') at = after_blanks(text, at + 1);
  for (;;) {
    const std::string_view name = word_at(text, at);
    if (name.empty()) return;
    names.insert(name);
    at = after_blanks(text, at + name.size());
    if (at >= text.size() || text[at] != ',') return;
    at = after_blanks(text, at + 1);
  }
}

}  // namespace

std::string_view DeclaredNames::coordinate_before(std::string_view text) const {
  std::string_view longest;
  for (const std::string_view name : coordinates)
    if (name.size() > longest.size() && text.starts_with(name)) longest = name;
  return longest;
}

bool DeclaredNames::are_coordinates(std::string_view word) const {
  if (word.empty()) return false;
  while (!word.empty()) {
    const std::string_view first = coordinate_before(word);
    if (first.empty()) return false;
    word.remove_prefix(first.size());
  }
  return true;
}

DeclaredNames declared_names(std::string_view text) {
  DeclaredNames names;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t at = after_blanks(text, begin);
    const std::string_view keyword = word_at(text, at);
    if (DeclaredNames::Names* declared = declared_by(keyword, names)) read_names(text, at + keyword.size(), *declared);
    const std::size_t end = text.find_first_of("\r\n;", at);  // statements may share a line
    begin = end == std::string_view::npos ? text.size() : end + 1;
  }
  return names;
}

}  // namespace ansatz::dsl
