#include "table_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "report/cells.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::string_view between_columns = "  ";

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string room(width - std::min(width, display_columns(text)), ' ');
  return right ? room + text : text + room;
}

}  // namespace

std::string table_text(const report::Table& table) {
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
