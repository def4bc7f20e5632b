// The one table of operators: how tightly each binds and how it is written. The parser groups by it, the printer
// sets parentheses by it, the formatter sets spaces by it.
#pragma once

#include <string_view>
#include <vector>

#include "ansatz/dsl/syntax.hpp"
#include "syntax/token.hpp"

namespace ansatz::dsl {

/// From loose to tight. `not a == b` is `not (a == b)`, `-x^2` is `-(x^2)`.
enum class Precedence : int { none, or_, and_, not_, comparison, range, sum, product, sign, power, primary };

struct BinaryOperator {
  std::string_view text;
  Precedence precedence;
  bool spaced;  // "a + b", but "a*b"
};

/// Null where `text` is not an operator between two operands. `**` is found as `^`.
const BinaryOperator* binary_operator(std::string_view text);
/// Of "-", "+" and "not"; `none` for anything else.
Precedence prefix_precedence(std::string_view text);
Precedence precedence_of(const Expression& expression);

/// An expression as it stands in the text: signs, operand, operator, signs, operand, ...
struct FlatExpression {
  struct Operand {
    std::vector<Token> prefixes;
    Expression value;
  };
  std::vector<Operand> operands;
  std::vector<Token> operators;  // one fewer than operands
  std::vector<Token> prefixes;   // read, but their operand not yet
};

/// Thrown where a text is too deep or too long; the token is where it becomes so.
struct LimitExceeded {
  Token where;
  std::string message;
};

/// Groups a flat expression by precedence climbing. `depth` is the nesting around it, `operands` how many operands
/// its statement has so far (a tree is never higher than operands and nesting together).
/// Throws LimitExceeded past limits::nesting, limits::operators_in_row or limits::tree_height.
Expression group(FlatExpression&& flat, std::uint32_t file, int depth, std::size_t operands);

}  // namespace ansatz::dsl
