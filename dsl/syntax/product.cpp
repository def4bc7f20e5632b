#include "syntax/product.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

bool is_symbol(const Token& t, std::string_view text) { return t.kind == TokenKind::symbol && t.text == text; }
bool is_name(const Token& t) { return t.kind == TokenKind::word && !t.reserved; }

bool declares_values(const Token& t) {
  constexpr std::string_view words[] = {"domain", "time", "field", "param", "unknown", "let", "region"};
  return t.reserved && std::find(std::begin(words), std::end(words), t.text) != std::end(words);
}

/// u, and u_x with a field u; a number; the end of a bracket.
bool is_value(const Token& t, const std::set<std::string_view>& values) {
  if (!is_name(t)) return t.kind == TokenKind::number || is_symbol(t, ")");
  for (std::size_t end = t.text.size(); end != std::string_view::npos && end > 0; end = t.text.rfind('_', end - 1))
    if (values.count(t.text.substr(0, end)) != 0) return true;
  return false;
}

/// The innermost bracket of [first, where) that is still open; null where none is.
const Token* open_bracket(const Token* first, const Token* where) {
  int closed = 0;
  for (const Token* t = where; t-- != first;) {
    if (is_symbol(*t, ")") || is_symbol(*t, "]") || is_symbol(*t, "}")) ++closed;
    if ((is_symbol(*t, "(") || is_symbol(*t, "[") || is_symbol(*t, "{")) && closed-- == 0) return t;
  }
  return nullptr;
}

/// Whether the operands stand where only one value can: not in a list, the arguments of a call or a block, and not
/// before another `name = value`.
bool one_value_stands_here(const Token* first, const Token* right, bool equation) {
  const Token* open = open_bracket(first, right);
  if (open == nullptr) return equation || !is_symbol(right[1], "=");
  return is_symbol(*open, "(") && (open == first || !is_name(open[-1]));
}

}  // namespace

std::set<std::string_view> declared_values(const std::vector<Token>& tokens) {
  std::set<std::string_view> values;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!declares_values(tokens[i])) continue;
    std::size_t next = i + (is_symbol(tokens[i + 1], "(") ? 2 : 1);
    for (; next + 1 < tokens.size() && is_name(tokens[next]); next += 2) {
      if (!is_symbol(tokens[next + 1], "(")) values.insert(tokens[next].text);  // `let f(x)` is a function
      if (!is_symbol(tokens[next + 1], ",")) break;
    }
  }
  return values;
}

bool ends_operand(const Token& t) {
  return t.kind == TokenKind::number || t.kind == TokenKind::string || is_name(t) || is_symbol(t, ")") ||
         is_symbol(t, "]");
}

bool side_by_side(const Token& left, const Token& right) {
  return ends_operand(left) && (right.kind == TokenKind::number || is_name(right) || is_symbol(right, "("));
}

Diagnostic product_without_sign(const Token* first, const Token* right, bool equation,
                                const std::set<std::string_view>& values, std::uint32_t file) {
  const Token& left = right[-1];
  const std::string a(left.text.substr(0, 40)), b(right->text.substr(0, 40));
  const Span place{file, right->begin, right->end};
  // `u u_x` shows by itself that u is a field, also where its declaration is misspelt.
  const bool value = is_value(left, values) || right->text.starts_with(fmt::format("{}_", left.text));
  if (is_name(left) && !value)
    return Finding(Code::missing_sign, place, fmt::format("an operator is missing between `{}` and `{}`", a, b))
        .label("two names without an operator")
        .help(fmt::format("write `{}*{}` for a product, `{}({})` for a function", a, b, a, b));
  const bool unit = left.kind == TokenKind::number && is_name(*right) && !is_value(*right, values);
  if (unit && !is_symbol(right[1], "(") && !is_symbol(right[1], "="))
    return Finding(Code::missing_sign, place, fmt::format("`{}` behind a number is neither a factor nor a unit", b))
        .label("no unit")
        .help(fmt::format("numbers have no units: choose some, and name them in a comment; a factor is written `{}*{}`",
                          a, b));
  const bool words = left.kind != TokenKind::symbol && right->kind != TokenKind::symbol;
  if (value && right->kind != TokenKind::number && one_value_stands_here(first, right, equation))
    return Finding(Code::missing_sign, place,
                   words ? fmt::format("write `{}*{}`: a product needs its `*`", a, b)
                         : std::string("an operator is missing here; a product needs its `*`"))
        .label("a product without `*`")
        .fix({file, left.end, left.end}, "*");
  return Finding(Code::missing_sign, place,
                 words ? fmt::format("`*` or `,` is missing between `{}` and `{}`", a, b)
                       : std::string("`*` or `,` is missing here"))
      .label("two values side by side")
      .help("write `*` between the factors of a product, `,` between the members of a list");
}

}  // namespace ansatz::dsl
