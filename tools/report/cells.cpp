#include "report/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::report {
namespace {

bool is_number(const std::string& cell) {
  char* end = nullptr;
  std::strtod(cell.c_str(), &end);
  return end != cell.c_str() && *end == '\0';
}

}  // namespace

bool holds_numbers(const Table& table, std::size_t column) {
  return std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
    if (row.size() != table.headings.size())
      throw InternalFault(fmt::format("a row of the table `{}` of a report has {} cells for {} headings", table.title,
                                      row.size(), table.headings.size()));
    return row[column].text.empty() || is_number(row[column].text);
  });
}

}  // namespace ansatz::report
