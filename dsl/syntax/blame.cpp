// One function for each mistake that people make; `blame` and its like decide which it was, and `missing`
// is what is left.
#include "syntax/blame.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "diagnostics/finding.hpp"
#include "syntax/foreign_statements.hpp"
#include "syntax/foreign_syntax.hpp"
#include "syntax/product.hpp"

namespace ansatz::dsl {

namespace {

bool is_symbol(const Token& t, std::string_view text) { return t.kind == TokenKind::symbol && t.text == text; }

Span span_of(const Token& t, std::uint32_t file) { return {file, t.begin, t.end}; }
Span after(const Token& t, std::uint32_t file) { return {file, t.end, t.end}; }

// How a token is called in a message.
std::string shown(const Token& t) {
  if (t.kind == TokenKind::end) return "the end";
  if (t.kind == TokenKind::string) return "a string";
  return fmt::format("`{}`", t.text.substr(0, 40));
}

// Nothing of this statement follows `found`: what is missing belongs behind the token before it.
bool belongs_to_next(const Token& found) { return found.kind == TokenKind::end || found.starts_line; }

// `==` outside brackets, in a statement that needs an equation.
const Token* comparison_for_equation(const Token* first, const Token* where) {
  int depth = 0;
  for (const Token* t = first; t < where; ++t) {
    if (is_symbol(*t, "(") || is_symbol(*t, "[")) ++depth;
    if (is_symbol(*t, ")") || is_symbol(*t, "]")) --depth;
    if (depth == 0 && is_symbol(*t, "==")) return t;
  }
  return nullptr;
}

Diagnostic reserved_as_name(const Token& t, std::uint32_t file) {
  return Finding(Code::reserved_name, span_of(t, file),
                 fmt::format("`{}` is a reserved word and cannot be a name", t.text))
      .label("a word of the language")
      .help("choose another name");
}

Diagnostic missing_equals(const Token& previous, const Token& found, std::uint32_t file) {
  const bool end = belongs_to_next(found) || found.reserved;
  auto finding = end ? Finding(Code::missing_equals, after(previous, file), "an equation needs `=` and a right side")
                     : Finding(Code::missing_equals, span_of(found, file),
                               fmt::format("an equation needs `=` here, found {}", shown(found)));
  return std::move(finding).label("`=` is missing").help("write both sides: `u_xx + u = 0`");
}

Diagnostic equals_in_comparison(const Token& found, std::uint32_t file) {
  return Finding(Code::missing_equals, span_of(found, file), "`=` states an equation; write `==` to compare")
      .label("a comparison is needed here")
      .fix(span_of(found, file), "==");
}

/// The `=` of `let act(z, a = 1) = ...`, behind an argument of the function that the statement defines.
bool follows_argument(const Token* first, const Token* equals) {
  constexpr std::ptrdiff_t shortest = 4;  // let act(a =
  if (equals - first < shortest || first->text != "let" || !is_symbol(first[2], "(")) return false;
  return std::none_of(first, equals, [](const Token& t) { return is_symbol(t, ")") || is_symbol(t, "="); });
}

Diagnostic start_of_argument(const Token* first, const Token& found, std::uint32_t file) {
  const std::string function(first[1].text.substr(0, 40)), argument((&found)[-1].text.substr(0, 40));
  return Finding(Code::misplaced, span_of(found, file), "the arguments of a function are names, without values")
      .label(fmt::format("`{}` has no value here", argument))
      .help(fmt::format(
          "where the trained arguments of an activation start is said where it is used: `network {{ activation = "
          "{}({} = 1) }}`",
          function, argument));
}

Diagnostic too_large(const GrammarError& error, std::uint32_t file) {
  return Finding(Code::too_large, span_of(*error.where, file), error.limit)
      .label("one too many")
      .help("split it into parts with `let`");
}

// The part that is missing, as it stands behind `previous`.
std::string in_context(const std::string& expected, const Token& previous, const Token& found) {
  const bool closing = expected == "`)`" || expected == "`]`" || expected == "`}`";
  if (!closing) return expected;
  const bool operand_needed = is_symbol(previous, ",") || is_symbol(previous, "(") || is_symbol(previous, "[");
  if (expected == "`}`") return is_symbol(previous, ",") ? "an expression" : "a setting or `}`";
  if (operand_needed) return "an expression";
  if (expected == "`]`" && side_by_side(previous, found)) return "an operator, `,` or `]`";
  return is_symbol(found, ",") ? expected : fmt::format("`,` or {}", expected);
}

std::string advice(const std::string& expected, const Token& found) {
  if (expected == "`)`" && is_symbol(found, ",")) return "a vector is written in square brackets: `[a, b]`";
  if (expected.starts_with("a setting") && found.text == ".") return "names of files stand in quotation marks";
  if (expected.starts_with("a setting") && found.text == ":")
    return "settings are written `name = value`; numbers in a row are `linspace(0, 1, 11)`, or `1..5`";
  if (expected.starts_with("a setting")) return "settings are written `name = value`";
  if (expected == "an expression" && found.kind == TokenKind::number)
    return "several values are a list, `[0.5, 1]`, and a large number has no commas";
  if (expected.starts_with("a string")) return "put it between `\"`";
  if (expected == "`in`") return "write for instance `x in [0, 1]`";
  if (expected == "`=` and a value") return "settings are written `name = value`";
  if (expected == "a coordinate")
    return "write for instance `domain x in [0, 1]` or `domain (x, y) in disk([0, 0], 1)`";
  if (expected == "a version number") return "write `pde 1`";
  if (expected == "an equation") return "write both sides: `u_xx + u = 0`";
  if (expected == "a range or a set") return "write for instance `[0, 1]` or `{1, 2, 4}`";
  if (expected == "a place" && found.text == "region") return "a region stands there by its name: `on steel`";
  if (expected == "a place") return "write for instance `on x = 0, x = 1` or `on boundary`";
  return {};
}

// 0,01
bool is_decimal_comma(const Token& previous, const Token& found) {
  const Token& next = (&found)[1];
  return previous.kind == TokenKind::number && is_symbol(found, ",") && next.kind == TokenKind::number &&
         previous.end == found.begin && found.end == next.begin;
}

Diagnostic decimal_comma(const Token& previous, const Token& found, std::uint32_t file) {
  const Token& next = (&found)[1];
  return Finding(Code::misplaced, {file, previous.begin, next.end},
                 fmt::format("write `{}.{}`: the decimal sign is a point", previous.text.substr(0, 20),
                             next.text.substr(0, 20)))
      .label("a number with a comma")
      .fix(span_of(found, file), ".");
}

/// domain x in [0, 1], y in [0, 1]; domain x, y in ...
Diagnostic several_coordinates(const Token& found, std::uint32_t file) {
  return Finding(Code::misplaced, span_of(found, file),
                 "the coordinates of space are declared together, with one shape")
      .label("a second coordinate")
      .help(
          "write for instance `domain (x, y) in rect([0, 0], [1, 1])`; time has a statement of its own, `time t in [0, "
          "1]`");
}

Diagnostic missing(const std::string& expected, const Token& previous, const Token& found, std::uint32_t file) {
  const std::string what = in_context(expected, previous, found);
  const bool end = belongs_to_next(found);
  auto finding =
      end ? Finding(Code::misplaced, after(previous, file), fmt::format("expected {} after {}", what, shown(previous)))
          : Finding(Code::misplaced, span_of(found, file),
                    fmt::format("expected {} after {}, found {}", what, shown(previous), shown(found)));
  return std::move(finding).label(fmt::format("expected {}", what)).help(advice(expected, found));
}

Diagnostic no_end(const Token& found, std::uint32_t file) {
  return Finding(Code::misplaced, span_of(found, file),
                 fmt::format("this does not say what ends the stage: {}", shown(found)))
      .label("here")
      .help("write `until = 10 min`, `until = loss < 1e-8` or `until = error < 1e-6`");
}

/// until = 10 minutes
bool lacks_time_unit(const Token& number, const Token& found) {
  return number.kind == TokenKind::number && found.kind == TokenKind::word && !found.reserved && !found.starts_line;
}

Diagnostic no_time_unit(const Token& number, const Token& found, std::uint32_t file) {
  return Finding(Code::misplaced, span_of(found, file), fmt::format("{} is no unit of time", shown(found)))
      .label("not a unit")
      .help(fmt::format("write `{0} s`, `{0} min` or `{0} h`", number.text.substr(0, 20)));
}

/// Whether a token stands in the value of `until`, where people write times and bare quantities.
bool in_until(const Token* first, const Token* found) {
  for (const Token* t = found; t > first + 1; --t)
    if (is_symbol(t[-1], "=")) return t[-2].text == "until";
  return false;
}

}  // namespace

Diagnostic blame(const GrammarError& error, const Token* first, const std::set<std::string_view>& values,
                 std::uint32_t file) {
  const Token& found = *error.where;
  if (!error.limit.empty()) return too_large(error, file);
  if (error.where == first) {
    return Finding(Code::misplaced, span_of(found, file),
                   fmt::format("expected {}, found {}", error.expected, shown(found)))
        .label(fmt::format("expected {}", error.expected));
  }
  const Token& previous = error.where[-1];
  if (first->text == "domain" && is_symbol(found, ",") && error.expected == "`in`")
    return several_coordinates(found, file);
  if (first->text == "given" && (error.expected == "`(`" || error.expected == "`in`"))
    return Finding(Code::misplaced, span_of(found, file),
                   fmt::format("expected {}, found {}", error.expected, shown(found)))
        .label("where functions are drawn from")
        .help("as in `given f(x) in gaussian(length = 0.2)`; a function that is known is a `let`");
  if (error.expected == "`in`" || error.expected == "a coordinate")
    if (auto finding = foreign_domain(*first, found, file)) return *finding;
  if (error.expected == "`=`")
    if (auto finding = foreign_relation(first, error.where, file)) return *finding;
  if (in_until(first, error.where)) {
    // `until = 10 weeks }`: the word was taken for the next setting.
    if (error.expected == "`=` and a value" && lacks_time_unit(error.where[-2], previous))
      return no_time_unit(error.where[-2], previous, file);
    if (error.expected == "an expression" || error.expected == "`=` and a value") return no_end(found, file);
    if (lacks_time_unit(previous, found)) return no_time_unit(previous, found, file);
  }
  if (auto finding = call_in_square_brackets(previous, found, file)) return *finding;
  const bool operator_possible = error.expected == "`=`" || error.expected == "`)`" || error.expected == "`}`" ||
                                 error.expected == "`then`" || error.expected == "`else`";
  if (operator_possible && side_by_side(previous, found) && !belongs_to_next(found))
    return product_without_sign(first, error.where, error.expected == "`=`", values, file);
  if (is_symbol(found, "=") && follows_argument(first, error.where)) return start_of_argument(first, found, file);
  if (is_symbol(found, "=") && (operator_possible || error.expected == "`]`") && ends_operand(previous))
    return equals_in_comparison(found, file);
  if (error.expected == "`=`") {
    if (const Token* compared = comparison_for_equation(first, error.where)) {
      return Finding(Code::missing_equals, span_of(*compared, file), "an equation needs `=`; `==` compares")
          .label("write `=`")
          .fix(span_of(*compared, file), "=");
    }
    return missing_equals(previous, found, file);
  }
  if (error.expected == "`=` and a value" && is_symbol(found, ":")) {
    return Finding(Code::misplaced, span_of(found, file),
                   fmt::format("expected `=` after {}, found `:`", shown(previous)))
        .label("expected `=`")
        .help("settings are written `name = value`")
        .fix(span_of(found, file), " =");
  }
  if (found.kind == TokenKind::word && found.reserved && error.expected == "a name" && !found.starts_statement)
    return reserved_as_name(found, file);
  return missing(error.expected, previous, found, file);
}

Diagnostic blame_rest(const Statement& statement, const Token* first, const Token* rest,
                      const std::set<std::string_view>& values, std::uint32_t file) {
  const Token& found = *rest;
  const Token& previous = rest[-1];
  std::string expected = "the end of the statement";
  if (const auto* definition = std::get_if<Definition>(&statement.content))
    if (auto finding = foreign_definition(*definition, found, file); finding && !is_decimal_comma(previous, found))
      return *finding;
  if (const auto* definition = std::get_if<Definition>(&statement.content);
      definition && !definition->value && !definition->table) {
    if (is_symbol(found, "==")) {
      return Finding(Code::missing_equals, span_of(found, file), "a definition needs `=`; `==` compares")
          .label("write `=`")
          .fix(span_of(found, file), "=");
    }
    expected = "`=`";
  } else if (const auto* fields = std::get_if<FieldDeclaration>(&statement.content)) {
    if (auto finding = foreign_field(*fields, found, file)) return *finding;
    expected = "`,`";
  } else if (const auto* block = std::get_if<Block>(&statement.content)) {
    if (auto finding = foreign_block(*block, found, file)) return *finding;
    expected = block->has_braces ? expected : "`{`";
  } else if (std::holds_alternative<DomainDeclaration>(statement.content) && is_symbol(found, ",")) {
    return several_coordinates(found, file);
  } else if (!std::holds_alternative<Header>(statement.content) && !std::holds_alternative<Text>(statement.content)) {
    if (const auto* condition = std::get_if<ConditionStatement>(&statement.content))
      for (auto finding : {foreign_place(*condition, first, rest, file), foreign_condition(*condition, found, file)})
        if (finding && !is_decimal_comma(previous, found)) return *finding;
    if (auto finding = call_in_square_brackets(previous, found, file)) return *finding;
    if (is_symbol(found, "=")) return equals_in_comparison(found, file);
    if (is_decimal_comma(previous, found)) return decimal_comma(previous, found, file);
    if (side_by_side(previous, found)) return product_without_sign(first, rest, false, values, file);
    expected = "an operator or the end of the statement";
  }
  return missing(expected, previous, found, file);
}

Diagnostic blame_start(const Token& token, const std::set<std::string_view>& values, std::uint32_t file) {
  if (auto known = foreign_start(token, values, file)) return *known;
  Finding finding(Code::unknown_statement, span_of(token, file),
                  fmt::format("a statement cannot start with {}", shown(token)));
  if (token.kind != TokenKind::word)
    return std::move(finding).label("not the start of a statement").help("statements begin with a word such as `eq`");
  const std::vector<std::string> words(std::begin(statement_words), std::end(statement_words));
  finding.label("not a statement").help("an equation begins with `eq`, a definition with `let` or `param`");
  const bool near = !meant_by(token.text, words).empty() || (!token.reserved && !nearest(token.text, words).empty());
  if (near) finding.instead_of(token.text, words);
  return finding;
}

Diagnostic blame_rest_of_expression(const Token* first, const Token* rest, bool until, std::uint32_t file) {
  const Token& previous = rest[-1];
  if (until && lacks_time_unit(previous, *rest)) return no_time_unit(previous, *rest, file);
  if (is_symbol(*rest, "=")) return equals_in_comparison(*rest, file);
  if (side_by_side(previous, *rest)) return product_without_sign(first, rest, false, {}, file);
  return missing("an operator or the end of the value", previous, *rest, file);
}

}  // namespace ansatz::dsl
