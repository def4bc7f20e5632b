// Places as editors count them: lines from 0, and in a line the units of UTF-16 from 0. The language counts bytes.
//
// Lines end by "\n", "\r\n" or "\r". What lies behind the end of a line is its end, what lies behind the text its end,
// and what lies within a character its beginning: an editor that is a step ahead or behind does no harm.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz::lsp {

struct Position {
  std::uint32_t line = 0;
  std::uint32_t character = 0;
  auto operator<=>(const Position&) const = default;
};
struct Range {
  Position begin, end;
};

class TextLines {
 public:
  /// `text` must live as long.
  explicit TextLines(std::string_view text);

  /// Of a byte; of the end of the text for any behind it.
  Position position(std::size_t offset) const;
  Range range(std::size_t begin, std::size_t end) const { return {position(begin), position(end)}; }
  /// The byte at which the character at that position begins.
  std::size_t offset(Position position) const;

 private:
  std::size_t end_of_line(std::size_t line) const;

  std::string_view text_;
  std::vector<std::size_t> starts_;
};

/// `text` with what stands between the positions replaced.
std::string replaced(const std::string& text, Range range, std::string_view by);

/// What turns `before` into `after`, without what both begin and end with. Of characters as a whole.
struct Replacement {
  std::size_t begin = 0, end = 0;  // bytes of `before`
  std::string text;
};
Replacement difference(std::string_view before, std::string_view after);

}  // namespace ansatz::lsp
