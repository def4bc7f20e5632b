// Numbers from files: a line with the names of the columns, and a row for each point.
//
// Columns are separated by commas, semicolons, tabs or spaces; comments (`#`, `%`, `//`), quotes, empty lines, a byte
// order mark and either kind of line end are allowed, and so is a table that names no columns but has just as many as
// are asked for, in that order (analyse/table_text.hpp). A value is a number as the language writes it, with a sign;
// whatever is none is an error with its line. Reading is bounded: 256 MiB, 10 million rows, 1,000 columns.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace ansatz::dsl {

struct Table {
  std::size_t rows = 0;
  std::vector<std::vector<double>> columns;  // those asked for, in the order in which they were
};

/// Reads the columns of these names. Throws UserError where there is none of a name, two are, or a value is no number.
Table read_columns(const std::filesystem::path& file, std::span<const std::string> columns);

}  // namespace ansatz::dsl
