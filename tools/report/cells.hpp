// What the cells of a table are, for whoever sets it.
#pragma once

#include <cstddef>

#include "report/page.hpp"

namespace ansatz::report {

/// Whether a column holds numbers and empty cells only, which are aligned to the right. Throws InternalFault where a
/// row is not as long as the headings.
bool holds_numbers(const Table& table, std::size_t column);

}  // namespace ansatz::report
