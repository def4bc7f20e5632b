// Tables that a problem names (ansatz/dsl/table.hpp), with a place in its text for what is wrong with them.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "ansatz/dsl/syntax.hpp"
#include "ansatz/dsl/table.hpp"

namespace ansatz::dsl {

enum class Reading { everything, header };  // the header alone: no rows

/// Reads the columns of these names. `shown` names the file in messages, `place` is where the problem names it.
/// Throws a Failure: E0501 unreadable, E0502 a column that is missing, a value that is no number, a ragged row, E0109.
Table read_table(const std::filesystem::path& file, const std::string& shown, std::span<const std::string> columns,
                 Span place, Reading reading);

/// The names of the columns; none where the file does not name them.
std::vector<std::string> read_column_names(const std::filesystem::path& file, const std::string& shown, Span place);

/// All columns, in the order of the file.
Table read_all_columns(const std::filesystem::path& file, const std::string& shown, Span place);

}  // namespace ansatz::dsl
