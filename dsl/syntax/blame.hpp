// Turns "the grammar stopped here" into a message for the person who wrote the text.
#pragma once

#include "syntax/grammar.hpp"

namespace ansatz::dsl {

/// The statement that starts at `first` stopped with `error`.
Diagnostic blame(const GrammarError& error, const Token* first, std::uint32_t file);
/// A complete statement is followed, on its last line, by something that cannot follow it.
Diagnostic blame_rest(const Statement& statement, const Token* rest, std::uint32_t file);
/// No statement starts with this token.
Diagnostic blame_start(const Token& token, std::uint32_t file);
/// A complete expression is followed by something.
Diagnostic blame_rest_of_expression(const Token* rest, std::uint32_t file);

}  // namespace ansatz::dsl
