// The text of a table as rows of cells, whatever separates them.
//
// Columns are separated by semicolons, by commas, by tabs or by white space: by the first of these that the first line
// holds. Where they are separated by semicolons, a comma within a number is a decimal point. Lines that begin with `#`,
// `%` or `//` are comments and empty ones are nothing; a comment directly above the first row of numbers may name the
// columns, as some programs write it. Byte order marks, quotes around cells and both kinds of line ends are understood.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz::dsl {

class TableText {
 public:
  /// `text` must live longer.
  explicit TableText(std::string_view text);

  /// The cells of the next row; false behind the last.
  bool next(std::vector<std::string_view>& cells);
  /// The number of that row's line, from 1.
  std::size_t line() const { return line_; }
  /// Makes that row the next one again.
  void again();
  /// The cells of the comment directly above that row; none where there is no comment.
  std::vector<std::string_view> comment() const;
  /// The cell as a finite number.
  std::optional<double> number(std::string_view cell) const;

 private:
  std::vector<std::string_view> split(std::string_view line) const;

  enum class Separator { unknown, semicolon, comma, tab, space } separator_ = Separator::unknown;
  std::string_view rest_, before_, comment_;
  std::size_t line_ = 0, line_before_ = 0;
};

}  // namespace ansatz::dsl
