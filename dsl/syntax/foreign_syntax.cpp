#include "syntax/foreign_syntax.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

bool is_symbol(const Token& t, std::string_view text) { return t.kind == TokenKind::symbol && t.text == text; }
Span span_of(const Token& t, std::uint32_t file) { return {file, t.begin, t.end}; }

/// The `and` of `on x = 0 and x = 1`, where the second `=` was found; null where there is none.
const Token* word_between_places(const Token* first, const Token* equals) {
  constexpr std::ptrdiff_t shortest = 6;  // bc u = 0 on x = 0 and x =, from `on`
  if (equals - first < shortest || !is_symbol(*equals, "=") || equals[-1].kind != TokenKind::word) return nullptr;
  const Token* between = equals - 2;
  if (between->text != "and" && between->text != "or") return nullptr;
  return std::any_of(first, between, [](const Token& t) { return t.reserved && t.text == "on"; }) ? between : nullptr;
}

bool is_on_elsewhere(std::string_view word) {
  constexpr std::string_view words[] = {"at", "for", "when"};
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

std::optional<Diagnostic> foreign_place(const ConditionStatement& condition, const Token* first, const Token* rest,
                                        std::uint32_t file) {
  const Token& found = *rest;
  const Token& previous = rest[-1];
  if (!condition.region && found.kind == TokenKind::word && is_on_elsewhere(found.text))
    return Finding(Code::misplaced, span_of(found, file),
                   fmt::format("a place is said by `on`, found `{}`", found.text))
        .label("write `on`")
        .help("as in `on x = 0, x = 1`, `on boundary` or `on x = 0 where y > 0`")
        .fix(span_of(found, file), "on");
  if (const Token* between = word_between_places(first, rest))
    return Finding(Code::misplaced, span_of(*between, file), "places stand one after another, with `,` between them")
        .label("write `,`")
        .help("as in `on x = 0, x = 1`")
        .fix({file, between[-1].end, between->end}, ",");
  if (condition.region && found.text == "in" && previous.kind == TokenKind::word)
    return Finding(Code::misplaced, span_of(found, file), "a place is one value of a coordinate")
        .label("not a place")
        .help(fmt::format("write `on {0} = 0, {0} = 1`; a part of the boundary is `on boundary where {0} < 1`",
                          previous.text));
  return std::nullopt;
}

std::optional<Diagnostic> call_in_square_brackets(const Token& previous, const Token& found, std::uint32_t file) {
  const bool name = previous.kind == TokenKind::word && !previous.reserved;
  if (!is_symbol(found, "[") || !name || previous.end != found.begin) return std::nullopt;
  const bool derivative = previous.text == "D" || previous.text == "Dt";
  return Finding(Code::misplaced, {file, previous.begin, found.end}, "arguments stand in round brackets")
      .label(fmt::format("write `{}(`", derivative ? "d" : previous.text.substr(0, 40)))
      .help(derivative ? "a derivative is `u_x`, or of an expression `d(expression, x)`" : "");
}

}  // namespace ansatz::dsl
