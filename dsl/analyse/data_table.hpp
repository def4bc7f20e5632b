// Numbers from files: comma-separated values with one line of column names.
//
// Spaces around a value, quotes around it, empty lines, a byte order mark and either kind of line end are allowed.
// A value is a number as the language writes it, with a sign; whatever is none is an error with its line. Reading is
// bounded: 256 MiB, 10 million rows, 1,000 columns.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "ansatz/dsl/syntax.hpp"

namespace ansatz::dsl {

struct DataTable {
  std::size_t rows = 0;
  std::vector<std::vector<double>> columns;  // those asked for, in the order in which they were
};

enum class Reading { everything, header };  // the header alone: no rows

/// Reads the columns of these names. `shown` names the file in messages, `place` is where the problem names it.
/// Throws a Failure: E0501 unreadable, E0502 a column that is missing, a value that is no number, a ragged row, E0109.
DataTable read_table(const std::filesystem::path& file, const std::string& shown, std::span<const std::string> columns,
                     Span place, Reading reading);

}  // namespace ansatz::dsl
