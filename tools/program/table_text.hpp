// A table of a report as text for the terminal.
#pragma once

#include <cstddef>
#include <string>

#include "report/page.hpp"

namespace ansatz::cli {

/// Title, headings, rows; columns of numbers are aligned to the right. Where that is wider than `width` columns, each
/// row is a paragraph: its first two cells, and below them the others with their headings. Empty where there are no
/// rows.
std::string table_text(const report::Table& table, std::size_t width);

}  // namespace ansatz::cli
