#include "lsp/positions.hpp"

#include <algorithm>
#include <utility>

namespace ansatz::lsp {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// Bytes of the character at `at`; a byte that begins none is one by itself.
std::size_t length_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t announced = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::size_t length = 1;
  while (length < announced && at + length < text.size() && continues(text[at + length])) ++length;
  return length;
}

/// Characters beyond the first 65536 are a pair in UTF-16.
std::uint32_t units(std::size_t length) { return length == 4 ? 2 : 1; }

}  // namespace

TextLines::TextLines(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n' || (text[i] == '\r' && !text.substr(i + 1).starts_with('\n'))) starts_.push_back(i + 1);
}

std::size_t TextLines::end_of_line(std::size_t line) const {
  if (line + 1 == starts_.size()) return text_.size();
  std::size_t end = starts_[line + 1] - 1;
  if (text_[end] == '\n' && end > starts_[line] && text_[end - 1] == '\r') --end;
  return end;
}

Position TextLines::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto line =
      static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), offset) - starts_.begin() - 1);
  Position found{static_cast<std::uint32_t>(line), 0};
  const std::size_t end = std::min(offset, end_of_line(line));
  for (std::size_t at = starts_[line]; at < end;) {
    const std::size_t length = length_at(text_, at);
    if (at + length > end) break;
    found.character += units(length);
    at += length;
  }
  return found;
}

std::size_t TextLines::offset(Position position) const {
  if (position.line >= starts_.size()) return text_.size();
  const std::size_t end = end_of_line(position.line);
  std::size_t at = starts_[position.line];
  for (std::uint32_t character = 0; at < end;) {
    const std::size_t length = length_at(text_, at);
    character += units(length);
    if (character > position.character) break;
    at += length;
  }
  return at;
}

std::string replaced(const std::string& text, Range range, std::string_view by) {
  const TextLines lines(text);
  std::size_t begin = lines.offset(range.begin), end = lines.offset(range.end);
  if (end < begin) std::swap(begin, end);
  return text.substr(0, begin) + std::string(by) + text.substr(end);
}

Replacement difference(std::string_view before, std::string_view after) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t begin = 0, tail = 0;
  while (begin < shorter && before[begin] == after[begin]) ++begin;
  while (begin > 0 &&
         ((begin < before.size() && continues(before[begin])) || (begin < after.size() && continues(after[begin]))))
    --begin;
  while (tail < shorter - begin && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  while (tail > 0 && continues(before[before.size() - tail])) --tail;
  // Editors count "\r\n" as one: it is not cut in two.
  const auto splits = [](std::string_view text, std::size_t at) {
    return at > 0 && at < text.size() && text[at - 1] == '\r' && text[at] == '\n';
  };
  if (splits(before, begin) || splits(after, begin)) --begin;
  if (splits(before, before.size() - tail) || splits(after, after.size() - tail)) --tail;
  return {begin, before.size() - tail, std::string(after.substr(begin, after.size() - tail - begin))};
}

}  // namespace ansatz::lsp
