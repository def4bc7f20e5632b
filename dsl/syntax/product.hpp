// Two operands side by side: a product whose `*` was left out, as in `2 u` or `u u_x`; or a comma that is missing, or a
// function without its brackets. The grammar knows no names, so what a file declares is read off its tokens.
#pragma once

#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include "syntax/token.hpp"

namespace ansatz::dsl {

/// Names that the statements of a text declare as numbers: coordinates, fields, parameters, unknowns, and `let` without
/// arguments. They point where the tokens do.
std::set<std::string_view> declared_values(const std::vector<Token>& tokens);

bool ends_operand(const Token& t);
/// Whether an operand ends with `left` and another begins with `right`.
bool side_by_side(const Token& left, const Token& right);

/// E0103 for the operand that begins at `right`, in a text that begins at `first`. `equation`: the left side of an
/// equation is read, so that a `=` may follow. With a fix where `*` is meant without doubt: the first operand is one of
/// `values`, a derivative of one, a number or a bracket, and neither a comma nor the end of a setting can be meant.
Diagnostic product_without_sign(const Token* first, const Token* right, bool equation,
                                const std::set<std::string_view>& values, std::uint32_t file);

}  // namespace ansatz::dsl
