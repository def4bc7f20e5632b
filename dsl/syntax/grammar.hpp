// The grammar of statements and expressions, over tokens. Boost.Spirit X3 lives in grammar.cpp and nowhere else.
#pragma once

#include <optional>
#include <string>

#include "syntax/token.hpp"

namespace ansatz::dsl {

/// Why a statement could not be read, and the work of finding out.
struct GrammarError {
  const Token* where = nullptr;  // the first token that does not fit
  std::string expected;          // in the user's words: "a name", "`=`"; empty where a limit was exceeded
  std::string limit;             // "expression nested more than 200 deep"
  std::size_t looks = 0;         // at tokens, whether or not the statement could be read
};

/// Reads one statement that begins at `first`, and moves `first` behind it; stays where it is on an error. `last` is
/// the end token. The token at `first` must be a statement word.
std::optional<Statement> parse_statement(const Token*& first, const Token* last, std::uint32_t file,
                                         GrammarError& error);
/// The same for an expression.
std::optional<Expression> parse_expression(const Token*& first, const Token* last, std::uint32_t file,
                                           GrammarError& error);

}  // namespace ansatz::dsl
