// Values at points as a table for people.
#pragma once

#include <string>

#include "ansatz/core/writers.hpp"

namespace ansatz::cli {

/// Aligned columns: coordinates and quantities, to 10 digits; of many coordinates those that are held stand above. Of
/// many points the first and the last, with the range of every quantity. Points of a grid without a solution are left
/// out.
std::string table_of(const Extract& extract);

}  // namespace ansatz::cli
