// Two passes over the tokens that need no grammar: where statements start, and which brackets belong together.
#pragma once

#include <vector>

#include "syntax/token.hpp"

namespace ansatz::dsl {

/// Sets `starts_statement` at statement words that are first on their line or follow a `;`, and are not the key of a
/// setting (`sample { eq = 1000 }`). The grammar goes on at such a place after an error.
void mark_statements(std::vector<Token>& tokens);

/// Every bracket that is not closed, closes nothing or closes another kind (E0105), with both places. A statement
/// cannot begin inside a bracket, so a bracket forgotten in one statement does not swallow the next.
void pair_brackets(const std::vector<Token>& tokens, std::uint32_t file, std::vector<Diagnostic>& diagnostics);

}  // namespace ansatz::dsl
