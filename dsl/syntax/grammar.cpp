// The grammar of section "Grammar" of the language reference, rule by rule, in Boost.Spirit X3 over tokens.
//
// How to read it: `a >> b` tries, `a > b` insists (what is missing there becomes the message, so everything after a `>`
// is named in the user's words); the brackets behind a part say what it adds to the tree. Expressions are read flat and
// grouped afterwards (precedence.hpp): two rules instead of one a level, and one table of operators. Nothing but the
// names of `exact u, v from` is tried twice at the same place, so reading is linear; `nested` bounds the depth, so no
// text can exhaust the stack. It is one translation unit in three files: tokens, expressions, and here the statements.

#include "syntax/grammar.hpp"

#include "syntax/grammar_expressions-inl.hpp"

namespace ansatz::dsl {
namespace grammar {
namespace {

struct RangeClause {
  Expression value;
  bool is_set = false;
};

struct key_tag {};
struct setting_tag {};
struct equation_tag {};
struct face_tag {};
struct place_tag {};
struct region_tag {};
struct set_tag {};
struct range_tag {};
struct header_tag {};
struct text_tag {};
struct definition_tag {};
struct domain_tag {};
struct coordinates_tag {};
struct given_tag {};
struct fields_tag {};
struct label_tag {};
struct table_file_tag {};
struct table_tag {};
struct exact_table_tag {};
struct condition_tag {};
struct promise_tag {};
struct check_tag {};
struct block_tag {};
struct statement_tag {};

x3::rule<key_tag, Name> const key = "a setting";
x3::rule<setting_tag, Setting> const setting = "a setting";
x3::rule<equation_tag, Equation> const equation = "an equation";
x3::rule<face_tag, Name> const face = "a place";
x3::rule<place_tag, RegionPlace> const place = "a place";
x3::rule<region_tag, RegionClause> const region = "a place";
x3::rule<set_tag, Expression> const set_of_values = "a set";
x3::rule<range_tag, RangeClause> const range = "a range or a set";
x3::rule<header_tag, Header> const header = "a header";
x3::rule<text_tag, Text> const text = "a text";
x3::rule<definition_tag, Definition> const definition = "a definition";
x3::rule<domain_tag, DomainDeclaration> const domain = "a domain";
x3::rule<given_tag, GivenDeclaration> const given = "a function that is given";
x3::rule<coordinates_tag, std::vector<Name>> const coordinates = "a coordinate";
x3::rule<fields_tag, FieldDeclaration> const fields = "the fields";
x3::rule<label_tag, Name> const label = "a label";
x3::rule<table_file_tag, TableClause> const table_file = "a table";
x3::rule<table_tag, TableClause> const table = "a table";
x3::rule<exact_table_tag, ConditionStatement> const exact_table = "a condition";
x3::rule<condition_tag, ConditionStatement> const condition = "a condition";
x3::rule<promise_tag, std::vector<Equation>> const promise = "an expression";
x3::rule<check_tag, ConditionStatement> const check = "a check";
x3::rule<block_tag, Block> const block = "a block";
x3::rule<statement_tag, Statement> const statement = "a statement";

auto const extend_key = [](auto& c) { x3::_val(c).text += "." + x3::_attr(c).text; };
auto const key_def = spanned(any_word[take_text] >> *(symbol(".") > any_word[extend_key]));
auto const setting_def = key[set(&Setting::key)] >
                         Literal(TokenKind::symbol, "=", "`=` and a value") > expression[set(&Setting::value)];

auto const equation_def = spanned(expression[set(&Equation::left)] > symbol("=") > expression[set(&Equation::right)]);

auto const face_def = name[take] >> symbol("=");
auto const place_def = spanned((face[set(&RegionPlace::coordinate)] > expression[set(&RegionPlace::value)]) |
                               expression[set(&RegionPlace::value)]);
auto const region_def =
    spanned(place[append(&RegionClause::places)] >> *(symbol(",") > place[append(&RegionClause::places)]) >>
            -(word("where") > expression[set(&RegionClause::where)]));

auto const set_of_values_def =
    spanned(symbol("{")[constant(&Expression::kind, ExprKind::list)] > expression[add_element] >
            *(symbol(",") > expression[add_element]) > symbol("}"));
auto const take_set = [](auto& c) { x3::_val(c) = {std::move(x3::_attr(c)), true}; };
auto const range_def = set_of_values[take_set] | expression[set(&RangeClause::value)];

auto const header_def = word("pde") > a_version[([](auto& c) { x3::_val(c).version = x3::_attr(c).text; })];

auto const set_text_kind = [](auto& c) {
  x3::_val(c).kind = x3::_attr(c).text == "title" ? Text::Kind::title : Text::Kind::include;
};
auto const set_text = [](auto& c) {
  x3::_val(c).text = x3::_attr(c).text;
  x3::_val(c).text_span = reading(c).span(x3::_attr(c));
};
auto const text_def = a_text[set_text_kind] > a_string[set_text];

auto const set_definition_kind = [](auto& c) {
  const std::string_view keyword = x3::_attr(c).text;
  using Kind = Definition::Kind;
  x3::_val(c).kind = keyword == "param"    ? Kind::param
                     : keyword == "let"    ? Kind::let
                     : keyword == "region" ? Kind::region
                                           : Kind::unknown;
};
auto const set_range = [](auto& c) {
  x3::_val(c).range = std::move(x3::_attr(c).value);
  x3::_val(c).range_is_set = x3::_attr(c).is_set;
};
auto const set_file = [](auto& c) {
  x3::_val(c).file = x3::_attr(c).text;
  x3::_val(c).file_span = reading(c).span(x3::_attr(c));
};
auto const table_file_def = word("from") > a_string[set_file];
auto const add_table_setting = append(&Definition::with);
auto const definition_def = a_definition[set_definition_kind] > name[set(&Definition::name)] >
                            -(symbol("(")[constant(&Definition::is_function, true)] >
                              names[set(&Definition::parameters)] > symbol(")")) >
                            -((symbol("=") > expression[set(&Definition::value)]) |
                              (table_file[set(&Definition::table)] > -(word("with") > setting[add_table_setting] >
                                                                       *(symbol(",") > setting[add_table_setting])))) >
                            -(word("in") > range[set_range]);

auto const set_domain_kind = [](auto& c) {
  using Kind = DomainDeclaration::Kind;
  const std::string_view keyword = x3::_attr(c).text;
  x3::_val(c).kind = keyword == "time" ? Kind::time : keyword == "over" ? Kind::over : Kind::domain;
};
auto const coordinates_def = name[collect] | (symbol("(") > names[take] > symbol(")"));
auto const add_domain_setting = append(&DomainDeclaration::with);
auto const domain_def = a_domain[set_domain_kind] > coordinates[set(&DomainDeclaration::names)] >
                        word("in") > expression[set(&DomainDeclaration::shape)] >
                        -(word("with") > setting[add_domain_setting] > *(symbol(",") > setting[add_domain_setting]));

auto const given_def = word("given") > name[set(&GivenDeclaration::name)] >
                       symbol("(") > names[set(&GivenDeclaration::arguments)] > symbol(")") >
                       word("in") > expression[set(&GivenDeclaration::how)];

auto const begin_part = [](auto& c) {
  FieldDeclaration& declared = x3::_val(c);
  declared.parts.push_back({std::move(x3::_attr(c)), declared.names.size()});
};
auto const add_names = [](auto& c) {
  for (Name& more : x3::_attr(c)) x3::_val(c).names.push_back(std::move(more));
};
auto const on_part = word("on") > expression[begin_part];
auto const more_fields = symbol(",") > names[add_names] > -on_part;
auto const fields_def = word("field") > names[set(&FieldDeclaration::names)] >
                        -word("complex")[constant(&FieldDeclaration::complex, true)] >
                        -(word("of") > names[set(&FieldDeclaration::of)]) > -(on_part > *more_fields);

auto const set_condition_kind = [](auto& c) {
  using Kind = ConditionStatement::Kind;
  constexpr Kind kinds[] = {Kind::eq, Kind::bc, Kind::ic, Kind::fit, Kind::exact, Kind::ansatz, Kind::history};
  const auto* found = std::find(std::begin(condition_words), std::end(condition_words), x3::_attr(c).text);
  x3::_val(c).kind = kinds[found - std::begin(condition_words)];
};
auto const label_def = name[take] >> symbol(":");
auto const add_equation = append(&ConditionStatement::equations);
auto const add_with = append(&ConditionStatement::with);
auto const condition_def = a_condition[set_condition_kind] > -label[set(&ConditionStatement::label)] >
                           equation[add_equation] > *(symbol(",") > equation[add_equation]) >
                           -(word("on") > region[set(&ConditionStatement::region)]) >
                           -(word("with") > setting[add_with] > *(symbol(",") > setting[add_with]));

// `check u >= 0` reads as a comparison, `check 0 <= u <= 1` as a chain of two, and `check mass = 1` has its sign to
// come.
auto const begin_promise = [](auto& c) {
  Expression& e = x3::_attr(c);
  std::vector<Equation>& promised = x3::_val(c);
  if (e.kind != ExprKind::comparison || e.parenthesised) {
    const Span span = e.span;
    promised.push_back({std::move(e), {}, span, ""});
    return;
  }
  for (std::size_t i = 0; i < e.operators.size(); ++i) {
    const Span span{e.span.file, e.children[i].span.begin, e.children[i + 1].span.end};
    promised.push_back({e.children[i], e.children[i + 1], span, e.operators[i]});
  }
};
auto const is_whole = [](auto& c) { x3::_pass(c) = !x3::_val(c).back().relation.empty(); };
auto const end_promise = [](auto& c) {
  Equation& promised = x3::_val(c).back();
  promised.right = std::move(x3::_attr(c));
  promised.relation = "=";
  promised.span.end = promised.right.span.end;
};
auto const promise_def = expression[begin_promise] >>
                         (x3::eps[is_whole] |
                          (x3::eps > Literal(TokenKind::symbol, "=", "`=`, `<=` or `>=`") > expression[end_promise]));
auto const add_promises = [](auto& c) {
  std::vector<Equation>& all = x3::_val(c).equations;
  for (Equation& promised : x3::_attr(c)) all.push_back(std::move(promised));
};
auto const check_def = word("check")[constant(&ConditionStatement::kind, ConditionStatement::Kind::check)] >
                       -label[set(&ConditionStatement::label)] > promise[add_promises] >
                       *(symbol(",") > promise[add_promises]) >
                       -(word("on") > region[set(&ConditionStatement::region)]) >
                       -(word("with") > setting[add_with] > *(symbol(",") > setting[add_with]));

auto const add_name = append(&TableClause::names);
auto const table_def = (name[add_name] >> *(symbol(",") >> name[add_name]) >> word("from")) > a_string[set_file];
auto const exact_table_def = word("exact")[constant(&ConditionStatement::kind, ConditionStatement::Kind::exact)] >>
                             -label[set(&ConditionStatement::label)] >> table[set(&ConditionStatement::table)];

auto const set_keyword = [](auto& c) { x3::_val(c).keyword = x3::_attr(c).text; };
auto const add_setting = append(&Block::settings);
auto const block_def = a_block[set_keyword] > -name[set(&Block::name)] > -(word("of") > names[set(&Block::of)]) >
                       -(symbol("{")[constant(&Block::has_braces, true)] >
                         *(setting[add_setting] >> -(symbol(",") | symbol(";"))) > symbol("}"));

auto const set_content = [](auto& c) { x3::_val(c).content = std::move(x3::_attr(c)); };
auto const statement_def = spanned(
    header[set_content] | text[set_content] | definition[set_content] | domain[set_content] | given[set_content] |
    fields[set_content] | exact_table[set_content] | condition[set_content] | check[set_content] | block[set_content]);

BOOST_SPIRIT_DEFINE(key, setting, equation, face, place, region, set_of_values, range, header, text, table_file,
                    definition, coordinates, domain, given, fields, label, table, exact_table, condition, promise,
                    check, block, statement)

template <class Result, class Rule>
std::optional<Result> read(Rule const& rule, Iterator& first, Iterator last, std::uint32_t file, GrammarError& error) {
  Reading shared{file};
  std::optional<Result> result(std::in_place);
  Iterator at = first;
  bool found = false;
  try {
    found = x3::parse(at, last, x3::with<reading_tag>(shared)[rule], *result);
    if (!found) error = {first, rule.name, {}};
  } catch (const x3::expectation_failure<Iterator>& failure) {
    error = {failure.where(), failure.which(), {}};
  } catch (const LimitExceeded& excess) {
    error = {std::lower_bound(first, last, excess.where.begin,
                              [](const Token& token, std::uint32_t begin) { return token.begin < begin; }),
             {},
             excess.message};
  }
  error.looks = shared.looks;
  if (found)
    first = at;
  else
    result.reset();
  return result;
}

}  // namespace
}  // namespace grammar

std::optional<Statement> parse_statement(const Token*& first, const Token* last, std::uint32_t file,
                                         GrammarError& error) {
  const Token keyword = *first;
  std::optional<Statement> result = grammar::read<Statement>(grammar::statement, first, last, file, error);
  if (result) result->keyword = {file, keyword.begin, keyword.end};
  return result;
}

std::optional<Expression> parse_expression(const Token*& first, const Token* last, std::uint32_t file,
                                           GrammarError& error) {
  return grammar::read<Expression>(grammar::expression, first, last, file, error);
}

}  // namespace ansatz::dsl
