// From the tree and the tokens back to text: expressions in canonical spelling, files in canonical layout, and the
// repairs that diagnostics offer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/syntax.hpp"

namespace ansatz::dsl {

/// The expression in canonical spelling, with the fewest parentheses that read back to the same tree: "a + b",
/// "2*x^2", "f(x, n = 10)", "(-x)^2". A number without `text` is written so that it reads back to the same bits.
std::string print_expression(const Expression& expression);

/// A number so that it reads back to the same bits: "0.1", "1e-05", "10000", "inf".
std::string print_number(double number);

/// A file in canonical layout: one statement a line, one blank line at most, operators spaced by how tightly they bind,
/// settings of a block aligned, and so are the heads of adjacent statements of one kind and the comments of adjacent
/// lines. Order, comments, line breaks inside statements and the spelling of numbers stay.
/// Nothing where the file has syntax errors. Formatting twice changes nothing, and the tree stays the same.
std::optional<std::string> format_file(const Sources& sources, std::uint32_t file);

/// The text of `file` with the fixes of its diagnostics applied; of two fixes that overlap, the first.
std::string apply_fixes(const Sources& sources, std::uint32_t file, const std::vector<Diagnostic>& diagnostics);

/// A text after all the fixes that its syntax errors offer, until none is left.
std::string repair(std::string text);

}  // namespace ansatz::dsl
