// Names as people order them: "n-2" before "n-10".
#pragma once

#include <string>

namespace ansatz::cli {

/// A strict order: digits beside each other count as the number that they are.
bool comes_before(const std::string& first, const std::string& second);

}  // namespace ansatz::cli
