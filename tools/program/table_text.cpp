#include "table_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "fitted_line.hpp"
#include "report/cells.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::string_view between_columns = "  ";

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string room(width - std::min(width, display_columns(text)), ' ');
  return right ? room + text : text + room;
}

/// A row as lines of at most `width` columns, where its words are not longer.
std::string paragraph(const std::vector<std::string>& headings, const std::vector<std::string>& row,
                      std::size_t width) {
  constexpr std::size_t begin = 2;  // its cells are the first line
  constexpr std::string_view indentation = "    ";
  std::string text, line;
  for (std::size_t column = 0; column < std::min(begin, row.size()); ++column)
    text += (column == 0 ? "" : std::string(between_columns)) + row[column];
  for (std::size_t column = begin; column < row.size(); ++column) {
    if (row[column].empty()) continue;
    const std::string item = headings[column] + " " + row[column];
    if (!line.empty() && display_columns(line) + display_columns(item_gap) + display_columns(item) > width)
      text += "\n" + std::exchange(line, "");
    line += (line.empty() ? std::string(indentation) : item_gap) + item;
  }
  return text + "\n" + line + (line.empty() ? "" : "\n");
}

}  // namespace

std::string table_text(const report::Table& table, std::size_t width) {
  if (table.rows.empty()) return "";
  std::vector<std::vector<std::string>> lines{table.headings};
  for (const auto& row : table.rows) {
    auto& line = lines.emplace_back();
    for (const report::Cell& cell : row) line.push_back(printable(cell.text));
  }
  std::vector<std::size_t> widths(table.headings.size(), 0);
  for (auto& line : lines)
    for (std::size_t column = 0; column < widths.size(); ++column)
      widths[column] = std::max(widths[column], display_columns(line[column]));
  std::string text = table.title.empty() ? "" : printable(table.title) + "\n";
  std::size_t needed = 0;
  for (const std::size_t column : widths) needed += column + (needed == 0 ? 0 : between_columns.size());
  if (needed > width) {
    for (std::size_t row = 1; row < lines.size(); ++row) text += paragraph(lines[0], lines[row], width);
    return text;
  }
  for (const auto& line : lines) {
    std::string row;
    for (std::size_t column = 0; column < widths.size(); ++column)
      row += padded(line[column], widths[column], report::holds_numbers(table, column)) + std::string(between_columns);
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + "\n";
  }
  return text;
}

}  // namespace ansatz::cli
