#include "syntax/foreign_statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

bool is_symbol(const Token& t, std::string_view text) { return t.kind == TokenKind::symbol && t.text == text; }
bool is_word(const Token& t, std::string_view text) { return t.kind == TokenKind::word && t.text == text; }
Span span_of(const Token& t, std::uint32_t file) { return {file, t.begin, t.end}; }
std::string shown(const Token& t) { return std::string(t.text.substr(0, 40)); }

/// u, and u_x with a field u.
bool speaks_of(std::string_view name, const std::set<std::string_view>& values) {
  const std::size_t cut = name.find('_', 1);
  return values.count(name) != 0 || (cut != std::string_view::npos && values.count(name.substr(0, cut)) != 0);
}

/// Whether `on` follows on the same line.
bool says_where(const Token& first) {
  for (const Token* t = &first + 1; t->kind != TokenKind::end && !t->starts_line; ++t)
    if (is_word(*t, "on")) return true;
  return false;
}

Finding no_statement(const Token& found, std::uint32_t file) {
  return Finding(Code::unknown_statement, span_of(found, file),
                 fmt::format("a statement cannot start with `{}`", shown(found)));
}

}  // namespace

std::optional<Diagnostic> foreign_start(const Token& found, const std::set<std::string_view>& values,
                                        std::uint32_t file) {
  const Token& next = (&found)[1];
  if (is_symbol(found, "["))
    return no_statement(found, file)
        .label("a heading")
        .help("settings stand in the braces of their block, as in `network { hidden = [20]*3 }`");
  if (is_word(found, "import") && next.kind != TokenKind::string)
    return no_statement(found, file)
        .label("nothing is imported")
        .help("functions have no modules: write `sin(x)`, `pi`; another file is included by `include \"file.pde\"`");
  if (found.kind != TokenKind::word || found.reserved) return std::nullopt;
  const bool field = speaks_of(found.text, values);
  if (field && (is_symbol(next, "=") || is_symbol(next, "(") || is_symbol(next, "+") || is_symbol(next, "-"))) {
    const bool place = says_where(found);
    return no_statement(found, file)
        .label("an equation without its word")
        .help(place ? "a condition on the boundary begins with `bc`"
                    : "an equation begins with `eq`, what holds at the start with `ic`")
        .fix({file, found.begin, found.begin}, place ? "bc " : "eq ");
  }
  if (is_symbol(next, "="))
    return no_statement(found, file)
        .label("not a statement")
        .help(fmt::format("a number is named by `param {0} = ...`, an expression by `let {0} = ...`; settings stand in "
                          "the braces of their block, as in `train adam {{ steps = 100 }}`",
                          shown(found)));
  return std::nullopt;
}

std::optional<Diagnostic> foreign_block(const Block& block, const Token& found, std::uint32_t file) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> examples{{
      {"network", "network { hidden = [20]*3 }"},
      {"sample", "sample { eq = 1000 }"},
      {"loss", "loss { bc = 10 }"},
      {"train", "train adam { steps = 1000 }"},
      {"data", "data seen { file = \"seen.csv\" }"},
      {"compute", "compute { seed = 1 }"},
      {"output", "output { dir = \"out/mine\" }"},
      {"plot", "plot heatmap { of = u }"},
      {"sweep", "sweep { seed = 1..5 }"},
  }};
  const auto* example =
      std::find_if(examples.begin(), examples.end(), [&](const auto& known) { return known.first == block.keyword; });
  if (block.has_braces || example == examples.end()) return std::nullopt;
  const std::string found_text = found.kind == TokenKind::string ? "a string" : fmt::format("`{}`", shown(found));
  Finding finding = Finding(Code::misplaced, span_of(found, file),
                            fmt::format("`{}` takes its settings in braces, found {}", block.keyword, found_text))
                        .label("`{` is missing")
                        .help(fmt::format("as in `{}`", example->second));
  if (is_symbol(found, ".") && (&found)[1].kind == TokenKind::word)
    finding.help(fmt::format("as in `{}`; `--set {}.{}=...` is for the command line", example->second, block.keyword,
                             shown((&found)[1])));
  return finding;
}

std::optional<Diagnostic> foreign_field(const FieldDeclaration& fields, const Token& found, std::uint32_t file) {
  const Token& next = (&found)[1];
  const std::string& last = fields.names.back().text;
  const auto finding = [&](const std::string& message, const char* label) {
    return Finding(Code::misplaced, span_of(found, file), message).label(label);
  };
  if (is_symbol(found, ",") && (fields.complex || !fields.of.empty()))
    return finding(fmt::format("`{}` is said of all fields of the statement, and ends it",
                               fields.complex ? "complex" : "of"),
                   "another field")
        .help(fmt::format("give the others a statement of their own: `field {}{}`, then `field {}`", last,
                          fields.complex ? " complex" : " of ...", shown(next)))
        .fix(span_of(found, file), "\nfield");
  if (is_symbol(found, "("))
    return finding(fmt::format("field `{}` stands without its coordinates", last), "its coordinates")
        .help(fmt::format("it depends on all of them: `field {0}`; on some, `field {0} of x`", last));
  if (is_symbol(found, "="))
    return finding(fmt::format("field `{}` has no value: it is what is to be found", last), "a value")
        .help(fmt::format("what it is at the start says `ic {0} = ...`, on the boundary `bc {0} = ... on boundary`",
                          last));
  if (is_symbol(found, ":"))
    return finding(fmt::format("field `{}` has no type", last), "not here")
        .help(is_word(next, "complex") ? fmt::format("write `field {} complex`", last)
                                       : fmt::format("write `field {}`", last));
  if (is_word(found, "in") && is_symbol(next, "["))
    return finding(fmt::format("field `{}` has no range", last), "a range")
        .help(fmt::format("that it stays within one is verified by `check 0 <= {} <= 1`", last));
  if (is_word(found, "in"))
    return finding("the part of the domain that a field lives on is said by `on`", "write `on`")
        .fix(span_of(found, file), "on");
  const bool kind = last == "complex" || last == "real" || last == "scalar";
  if (kind && found.kind == TokenKind::word)
    return finding(fmt::format("`{}` is no name of a field", last), "the field")
        .help(last == "complex" ? fmt::format("write `field {} complex`", shown(found))
                                : fmt::format("write `field {}`", shown(found)));
  if (last == "vector" && found.kind == TokenKind::word)
    return finding("a vector is made of fields", "the vector")
        .help(fmt::format("write `field u, v` and `let {} = [u, v]`", shown(found)));
  return std::nullopt;
}

std::optional<Diagnostic> foreign_definition(const Definition& definition, const Token& found, std::uint32_t file) {
  const bool valued = definition.value || definition.table;
  if (!valued && is_symbol(found, ":"))
    return Finding(Code::misplaced, span_of(found, file), "a definition needs `=`, found `:`")
        .label("write `=`")
        .fix(span_of(found, file), " =");
  if (definition.kind == Definition::Kind::region && valued && is_symbol(found, ","))
    return Finding(Code::misplaced, span_of(found, file), "what a region is said by is joined by words")
        .label("write `and`")
        .help("`and` where both hold, `or` where one does")
        .fix(span_of(found, file), " and");
  if (valued && is_symbol(found, ",") && (&found)[1].kind == TokenKind::word && is_symbol((&found)[2], "="))
    return Finding(Code::misplaced, span_of(found, file), "each name has a statement of its own")
        .label("another name")
        .help("put it on a line of its own, with its `param`, `let` or `unknown`");
  return std::nullopt;
}

std::optional<Diagnostic> foreign_domain(const Token& keyword, const Token& found, std::uint32_t file) {
  if (keyword.text != "domain" && keyword.text != "time" && keyword.text != "over") return std::nullopt;
  const auto written = fmt::format("write `{} {} in [0, 1]`", keyword.text, keyword.text == "time" ? "t" : "x");
  if (is_symbol(found, "="))
    return Finding(Code::misplaced, span_of(found, file), "where a coordinate runs is said by `in`")
        .label("write `in`")
        .fix(span_of(found, file), "in");
  if (is_word(found, "from"))
    return Finding(Code::misplaced, span_of(found, file), "where a coordinate runs is said by `in` and a range")
        .label("write `in`")
        .help(written);
  if (keyword.text == "time" && is_word(found, "in"))
    return Finding(Code::misplaced, span_of(found, file), "time has a name, by which equations speak of it")
        .label("its name is missing")
        .help(written)
        .fix({file, found.begin, found.begin}, "t ");
  return std::nullopt;
}

std::optional<Diagnostic> foreign_condition(const ConditionStatement& condition, const Token& found,
                                            std::uint32_t file) {
  if (condition.region || condition.equations.empty()) return std::nullopt;
  const bool initial = condition.kind == ConditionStatement::Kind::ic;
  if (is_symbol(found, ":"))
    return Finding(Code::misplaced, span_of(found, file), "where a condition holds stands behind it")
        .label("not here")
        .help(initial ? "an `ic` holds at the start of time: `ic u = 0`" : "as in `bc u = 0 on x = 0`");
  if (is_symbol(found, "="))
    return Finding(Code::missing_equals, span_of(found, file), "an equation has one `=`, and this is the second")
        .label("the second")
        .help("write two equations, with a comma between them: `a = b, b = c`");
  if (is_word(found, "if"))
    return Finding(Code::misplaced, span_of(found, file), "a place is said by `on`, found `if`")
        .label("write `on`")
        .help("as in `on x = 0, x = 1`, `on boundary` or `on x = 0 where y > 0`")
        .fix(span_of(found, file), "on");
  if (is_word(found, "in") && (&found)[1].kind == TokenKind::word)
    return Finding(Code::misplaced, span_of(found, file), "the part of the domain where it holds is said by `on`")
        .label("write `on`")
        .fix(span_of(found, file), "on");
  if (is_word(found, "weight") || is_word(found, "points"))
    return Finding(Code::misplaced, span_of(found, file), "settings of one condition stand behind `with`")
        .label("write `with`")
        .help(fmt::format("as in `with {} = 5`", found.text))
        .fix({file, found.begin, found.begin}, "with ");
  return std::nullopt;
}

std::optional<Diagnostic> foreign_relation(const Token* first, const Token* found, std::uint32_t file) {
  int depth = 0;
  for (const Token* t = first; t < found; ++t) {
    if (is_symbol(*t, "(") || is_symbol(*t, "[")) ++depth;
    if (is_symbol(*t, ")") || is_symbol(*t, "]")) --depth;
    if (depth != 0 || t->kind != TokenKind::symbol) continue;
    if (t->text != "<" && t->text != "<=" && t->text != ">" && t->text != ">=" && t->text != "!=") continue;
    return Finding(Code::missing_equals, span_of(*t, file),
                   fmt::format("an equation has `=`, and this is a comparison by `{}`", t->text))
        .label("a comparison")
        .help("what the solution promises is verified by `check u >= 0`; it is not trained on");
  }
  return std::nullopt;
}

}  // namespace ansatz::dsl
