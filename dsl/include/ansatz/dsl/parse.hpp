// From a text to its tree: scanner and grammar.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/source.hpp"
#include "ansatz/dsl/syntax.hpp"

namespace ansatz::dsl {

struct Parsed {
  File file;
  std::vector<Diagnostic> diagnostics;
  std::vector<Comment> comments;
  std::size_t looks = 0;  // of the scanner at a byte, of the grammar at a token: the work, linear in the length
};

/// The tree of a source, with every syntax error of it in one pass. Never throws for any text.
Parsed parse(const Sources& sources, std::uint32_t file);

struct ParsedExpression {
  Expression expression;  // usable only when there is no error among the diagnostics
  std::vector<Diagnostic> diagnostics;
};

/// A source that is one expression, such as the value of a setting on the command line; `until`: of that setting, where
/// times may stand.
ParsedExpression parse_expression(const Sources& sources, std::uint32_t file, bool until = false);

}  // namespace ansatz::dsl
