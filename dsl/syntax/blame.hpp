// Turns "the grammar stopped here" into a message for the person who wrote the text.
#pragma once

#include <set>
#include <string_view>

#include "syntax/grammar.hpp"

namespace ansatz::dsl {

/// The statement that starts at `first` stopped with `error`. `values`: see product.hpp.
Diagnostic blame(const GrammarError& error, const Token* first, const std::set<std::string_view>& values,
                 std::uint32_t file);
/// A complete statement, from `first`, is followed on its last line by something that cannot follow it.
Diagnostic blame_rest(const Statement& statement, const Token* first, const Token* rest,
                      const std::set<std::string_view>& values, std::uint32_t file);
/// No statement starts with this token.
Diagnostic blame_start(const Token& token, const std::set<std::string_view>& values, std::uint32_t file);
/// A complete expression, from `first`, is followed by something.
Diagnostic blame_rest_of_expression(const Token* first, const Token* rest, bool until, std::uint32_t file);

}  // namespace ansatz::dsl
