// From the tree and the tokens back to text: expressions in canonical spelling, files in canonical layout, and the
// repairs that diagnostics offer.
#pragma once

#include <string>
#include <vector>

#include "ansatz/dsl/diagnostic.hpp"

namespace ansatz::dsl {

/// The expression in canonical spelling, with the fewest parentheses that read back to the same tree: "a + b",
/// "2*x^2", "f(x, n = 10)", "(-x)^2". A number without `text` is written so that it reads back to the same bits.
std::string print_expression(const Expression& expression);

/// A number so that it reads back to the same bits: "0.1", "1e-05", "10000", "inf".
std::string print_number(double number);

}  // namespace ansatz::dsl
