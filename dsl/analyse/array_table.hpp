// Tables that are arrays in files of other programs (ansatz/core/arrays.hpp).
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "ansatz/dsl/source.hpp"
#include "ansatz/dsl/table.hpp"

namespace ansatz::dsl {

/// The arrays of these names as columns. Either all are lists of one length, a row for each place in them; or some are
/// lists, the axes of a grid in the order of the columns, and the others arrays over them (or over the axes in the
/// reverse order): a row for each point of the grid. Sizes of 1 do not count. Throws a Failure: E0501, E0502.
Table read_array_table(const std::filesystem::path& file, const std::string& shown,
                       std::span<const std::string> columns, Span place);

/// The names of all arrays.
std::vector<std::string> read_array_names(const std::filesystem::path& file, const std::string& shown, Span place);

}  // namespace ansatz::dsl
