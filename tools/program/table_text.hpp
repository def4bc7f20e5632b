// A table of a report as text for the terminal.
#pragma once

#include <string>

#include "report/page.hpp"

namespace ansatz::cli {

/// Title, headings, rows; columns of numbers are aligned to the right. Empty where there are no rows.
std::string table_text(const report::Table& table);

}  // namespace ansatz::cli
