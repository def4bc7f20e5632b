// Where a statement names files within expressions, `polygon from "outline.csv"`.
#pragma once

#include <vector>

#include "ansatz/dsl/syntax.hpp"

namespace ansatz::dsl {

/// The calls whose argument is a file, in the order of the text.
std::vector<const Expression*> calls_with_files(const Statement& statement);

}  // namespace ansatz::dsl
