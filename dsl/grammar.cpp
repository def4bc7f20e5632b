// The grammar of section "Grammar" of the language reference, rule by rule, in Boost.Spirit X3 over tokens.
//
// How to read it: `a >> b` tries, `a > b` insists (what is missing there becomes the message, so everything after a `>`
// is named in the user's words); the brackets behind a part say what it adds to the tree. Expressions are read flat and
// grouped afterwards (precedence.hpp): two rules instead of one a level, and one table of operators. Nothing is tried
// twice at the same place, so reading is linear; `nested` bounds the depth, so no text can exhaust the stack.

#include "grammar.hpp"

#include <fmt/core.h>

#include <boost/spirit/home/x3.hpp>

#include "limits.hpp"
#include "precedence.hpp"

namespace ansatz::dsl {

namespace x3 = boost::spirit::x3;

namespace {

using Iterator = const Token*;

/// What the parsers of one statement share.
struct Reading {
  std::uint32_t file = 0;
  int depth = 0;
  std::size_t operands = 0;

  Span span(Iterator first, Iterator last) const { return {file, first->begin, last[-1].end}; }
  Span span(const Token& token) const { return {file, token.begin, token.end}; }
};
struct reading_tag;

// -- single tokens ----------------------------------------------------------------------------------------------

/// A token with a given text: a symbol or a reserved word. Has no value.
struct Literal : x3::parser<Literal> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;

  constexpr Literal(TokenKind the_kind, std::string_view the_text, std::string_view the_name = {})
      : kind(the_kind), text(the_text), name(the_name) {}

  template <class Context, class Rule, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const&, Rule&, Attribute&) const {
    if (first == last || first->kind != kind || first->text != text) return false;
    ++first;
    return true;
  }

  TokenKind kind;
  std::string_view text;
  std::string_view name;  // in messages, where it is not the text
};
constexpr Literal symbol(std::string_view text) { return {TokenKind::symbol, text}; }
constexpr Literal word(std::string_view text) { return {TokenKind::word, text}; }

/// A token that passes a test. Its value is the token.
template <class Test>
struct TokenIf : x3::parser<TokenIf<Test>> {
  using attribute_type = Token;
  static bool const has_attribute = true;

  constexpr TokenIf(std::string_view the_name, Test the_test) : name(the_name), test(the_test) {}

  template <class Context, class Rule, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const&, Rule&, Attribute& attribute) const {
    if (first == last || !test(*first)) return false;
    x3::traits::move_to(*first, attribute);
    ++first;
    return true;
  }

  std::string_view name;
  Test test;
};

constexpr TokenIf a_string("a string in quotation marks", [](const Token& t) { return t.kind == TokenKind::string; });
constexpr TokenIf a_version("a version number", [](const Token& t) { return t.kind == TokenKind::number; });
constexpr TokenIf a_leaf("an expression", [](const Token& t) {
  return t.kind == TokenKind::number || t.kind == TokenKind::string ||
         (t.kind == TokenKind::word && (t.text == "true" || t.text == "false"));
});
constexpr TokenIf a_name_token("a name", [](const Token& t) { return t.kind == TokenKind::word && !t.reserved; });
constexpr TokenIf a_word_token("a name",
                               [](const Token& t) { return t.kind == TokenKind::word && !t.starts_statement; });
constexpr TokenIf a_sign("an expression", [](const Token& t) {
  return prefix_precedence(t.text) != Precedence::none && t.kind != TokenKind::string;
});
constexpr TokenIf an_operator("an operator", [](const Token& t) {
  return (t.kind == TokenKind::symbol || t.reserved) && binary_operator(t.text) != nullptr;
});
constexpr TokenIf a_definition("a definition", [](const Token& t) {
  return t.kind == TokenKind::word && (t.text == "param" || t.text == "let" || t.text == "unknown");
});
constexpr TokenIf a_text("a text", [](const Token& t) {
  return t.kind == TokenKind::word && (t.text == "title" || t.text == "include");
});
constexpr TokenIf a_domain("a domain", [](const Token& t) {
  return t.kind == TokenKind::word && (t.text == "domain" || t.text == "time");
});
constexpr std::string_view condition_words[] = {"eq", "bc", "ic", "fit", "exact", "ansatz"};
constexpr TokenIf a_condition("a condition", [](const Token& t) {
  return t.kind == TokenKind::word &&
         std::find(std::begin(condition_words), std::end(condition_words), t.text) != std::end(condition_words);
});
constexpr std::string_view block_words[] = {"network", "sample", "loss", "train", "data",
                                            "compute", "output", "plot", "sweep"};
constexpr TokenIf a_block("a block", [](const Token& t) {
  return t.kind == TokenKind::word &&
         std::find(std::begin(block_words), std::end(block_words), t.text) != std::end(block_words);
});

/// Bounds how deep a part may stand inside itself.
template <class Subject>
struct Nested : x3::unary_parser<Subject, Nested<Subject>> {
  using base = x3::unary_parser<Subject, Nested<Subject>>;
  static bool const is_pass_through_unary = true;
  using base::base;

  template <class Context, class Rule, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const& context, Rule& rule, Attribute& attribute) const {
    Reading& reading = x3::get<reading_tag>(context);
    if (reading.depth >= static_cast<int>(limits::nesting))
      throw LimitExceeded{*first, fmt::format("expression nested more than {} deep", limits::nesting)};
    ++reading.depth;
    const bool found = this->subject.parse(first, last, context, rule, attribute);
    --reading.depth;
    return found;
  }
};
template <class Subject>
constexpr Nested<Subject> nested(Subject const& subject) {
  return Nested<Subject>(subject);
}

/// Sets the `span` of the rule's value to the tokens that the part covers.
template <class Subject>
struct Spanned : x3::unary_parser<Subject, Spanned<Subject>> {
  using base = x3::unary_parser<Subject, Spanned<Subject>>;
  static bool const is_pass_through_unary = true;
  using base::base;

  template <class Context, class Value, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const& context, Value& value, Attribute& attribute) const {
    const Iterator begin = first;
    if (!this->subject.parse(first, last, context, value, attribute)) return false;
    value.span = x3::get<reading_tag>(context).span(begin, first);
    return true;
  }
};
template <class Subject>
constexpr Spanned<Subject> spanned(Subject const& subject) {
  return Spanned<Subject>(subject);
}

}  // namespace
}  // namespace ansatz::dsl

// How an expected part is called in a message.
namespace boost::spirit::x3 {
template <>
struct get_info<ansatz::dsl::Literal> {
  using result_type = std::string;
  std::string operator()(ansatz::dsl::Literal const& p) const {
    return p.name.empty() ? fmt::format("`{}`", p.text) : std::string(p.name);
  }
};
template <class Test>
struct get_info<ansatz::dsl::TokenIf<Test>> {
  using result_type = std::string;
  std::string operator()(ansatz::dsl::TokenIf<Test> const& p) const { return std::string(p.name); }
};
template <class Subject, class Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(action<Subject, Action> const& p) const { return what(p.subject); }
};
}  // namespace boost::spirit::x3

namespace ansatz::dsl {
namespace {

// -- what the parts add to the tree -----------------------------------------------------------------------------

template <class Context>
Reading& reading(Context const& context) {
  return x3::get<reading_tag>(context);
}

/// Actions: `set(&T::member)` stores the part's value there, `append(&T::member)` adds it to the list there.
template <class Member>
auto set(Member member) {
  return [member](auto& c) { x3::_val(c).*member = std::move(x3::_attr(c)); };
}
template <class Member>
auto append(Member member) {
  return [member](auto& c) { (x3::_val(c).*member).push_back(std::move(x3::_attr(c))); };
}
template <class Member, class Value>
auto constant(Member member, Value value) {
  return [member, value](auto& c) { x3::_val(c).*member = value; };
}
auto const take = [](auto& c) { x3::_val(c) = std::move(x3::_attr(c)); };
auto const take_text = [](auto& c) { x3::_val(c).text = x3::_attr(c).text; };
auto const collect = [](auto& c) { x3::_val(c).push_back(std::move(x3::_attr(c))); };

auto const add_element = [](auto& c) {
  Expression& list = x3::_val(c);
  if (list.children.size() == limits::list_elements) {
    throw LimitExceeded{*x3::_where(c).begin(), fmt::format("a list of more than {} elements", limits::list_elements)};
  }
  list.children.push_back(std::move(x3::_attr(c)));
};

// -- expressions ------------------------------------------------------------------------------------------------

struct Argument {
  ArgumentForm form;
  Expression value;
};

struct name_tag {};
struct word_tag {};
struct names_tag {};
struct leaf_tag {};
struct conditional_tag {};
struct call_tag {};
struct list_tag {};
struct parenthesised_tag {};
struct operand_tag {};
struct flat_tag {};
struct expression_tag {};
struct form_tag {};
struct binder_tag {};
struct argument_tag {};

x3::rule<name_tag, Name> const name = "a name";
x3::rule<word_tag, Name> const any_word = "a name";
x3::rule<names_tag, std::vector<Name>> const names = "a name";
x3::rule<leaf_tag, Expression> const leaf = "an expression";
x3::rule<conditional_tag, Expression> const conditional = "an expression";
x3::rule<call_tag, Expression> const name_or_call = "an expression";
x3::rule<list_tag, Expression> const list = "a list";
x3::rule<parenthesised_tag, Expression> const parenthesised = "an expression";
x3::rule<operand_tag, Expression> const operand = "an expression";
x3::rule<flat_tag, FlatExpression> const flat = "an expression";
x3::rule<expression_tag, Expression> const expression = "an expression";
x3::rule<form_tag, ArgumentForm> const named_form = "an argument";
x3::rule<binder_tag, ArgumentForm> const binder_form = "an argument";
x3::rule<argument_tag, Argument> const argument = "an expression";

auto const name_def = spanned(a_name_token[take_text]);
auto const any_word_def = spanned(a_word_token[take_text]);
auto const names_def = name[collect] >> *(symbol(",") > name[collect]);

auto const make_leaf = [](auto& c) {
  const Token& token = x3::_attr(c);
  Expression& leaf_node = x3::_val(c);
  switch (token.kind) {
    case TokenKind::number: leaf_node.kind = ExprKind::number; break;
    case TokenKind::string: leaf_node.kind = ExprKind::string; break;
    default: leaf_node.kind = ExprKind::boolean;
  }
  leaf_node.text = token.text;
  leaf_node.number = token.kind == TokenKind::word ? token.text == "true" : token.number;
};
auto const leaf_def = spanned(a_leaf[make_leaf]);

auto const add_child = append(&Expression::children);
auto const conditional_def =
    spanned(word("if")[constant(&Expression::kind, ExprKind::conditional)] > expression[add_child] > word("then") >
            expression[add_child] > word("else") > expression[add_child]);

auto const make_name = [](auto& c) {
  Expression& node = x3::_val(c);
  node.kind = ExprKind::name;
  node.text = x3::_attr(c).text;
  node.operator_span = x3::_attr(c).span;
};
auto const add_argument = [](auto& c) {
  Expression& call = x3::_val(c);
  call.arguments.push_back(std::move(x3::_attr(c).form));
  call.children.push_back(std::move(x3::_attr(c).value));
};
auto const name_or_call_def =
    spanned(name[make_name] >>
            -(symbol("(")[constant(&Expression::kind, ExprKind::call)] >
              -(argument[add_argument] >> *(symbol(",") >> argument[add_argument]) >> -symbol(",")) > symbol(")")));

auto const named_form_def = any_word[set(&ArgumentForm::name)] >>
                            symbol("=")[constant(&ArgumentForm::kind, ArgumentForm::Kind::named)];
auto const binder_form_def = name[set(&ArgumentForm::name)] >>
                             word("in")[constant(&ArgumentForm::kind, ArgumentForm::Kind::binder)];
auto const argument_def =
    ((named_form[set(&Argument::form)] | binder_form[set(&Argument::form)]) > expression[set(&Argument::value)]) |
    expression[set(&Argument::value)];

auto const list_def =
    spanned(symbol("[")[constant(&Expression::kind, ExprKind::list)] >
            -(expression[add_element] >> *(symbol(",") >> expression[add_element]) >> -symbol(",")) > symbol("]"));

auto const parenthesise = [](auto& c) {
  x3::_val(c) = std::move(x3::_attr(c));
  x3::_val(c).parenthesised = true;
};
auto const parenthesised_def = spanned(symbol("(") > expression[parenthesise] > symbol(")"));

auto const count_operand = [](auto& c) {
  if (++reading(c).operands > limits::operands) {
    throw LimitExceeded{*x3::_where(c).begin(),
                        fmt::format("a statement with more than {} numbers and names", limits::operands)};
  }
  x3::_val(c) = std::move(x3::_attr(c));
};
auto const operand_def =
    nested(leaf[count_operand] | name_or_call[count_operand] | parenthesised[take] | list[take] | conditional[take]);

auto const add_prefix = append(&FlatExpression::prefixes);
auto const add_operand = [](auto& c) {
  FlatExpression& so_far = x3::_val(c);
  so_far.operands.push_back({std::move(so_far.prefixes), std::move(x3::_attr(c))});
  so_far.prefixes.clear();
};
auto const flat_def = ((+a_sign[add_prefix] > operand[add_operand]) | operand[add_operand]) >>
                      *(an_operator[append(&FlatExpression::operators)] > *a_sign[add_prefix] > operand[add_operand]);

auto const group_by_precedence = [](auto& c) {
  const Reading& r = reading(c);
  x3::_val(c) = group(std::move(x3::_attr(c)), r.file, r.depth, r.operands);
};
auto const expression_def = flat[group_by_precedence];

BOOST_SPIRIT_DEFINE(name, any_word, names, leaf, conditional, name_or_call, list, parenthesised, operand, flat,
                    expression, named_form, binder_form, argument)

// -- statements -------------------------------------------------------------------------------------------------

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
struct fields_tag {};
struct label_tag {};
struct condition_tag {};
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
x3::rule<coordinates_tag, std::vector<Name>> const coordinates = "a coordinate";
x3::rule<fields_tag, FieldDeclaration> const fields = "the fields";
x3::rule<label_tag, Name> const label = "a label";
x3::rule<condition_tag, ConditionStatement> const condition = "a condition";
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
  x3::_val(c).kind = keyword == "param" ? Definition::Kind::param
                     : keyword == "let" ? Definition::Kind::let
                                        : Definition::Kind::unknown;
};
auto const set_range = [](auto& c) {
  x3::_val(c).range = std::move(x3::_attr(c).value);
  x3::_val(c).range_is_set = x3::_attr(c).is_set;
};
auto const definition_def = a_definition[set_definition_kind] > name[set(&Definition::name)] >
                            -(symbol("(")[constant(&Definition::is_function, true)] >
                              names[set(&Definition::parameters)] > symbol(")")) >
                            -(symbol("=") > expression[set(&Definition::value)]) > -(word("in") > range[set_range]);

auto const set_is_time = [](auto& c) { x3::_val(c).is_time = x3::_attr(c).text == "time"; };
auto const coordinates_def = name[collect] | (symbol("(") > names[take] > symbol(")"));
auto const domain_def = a_domain[set_is_time] > coordinates[set(&DomainDeclaration::names)] >
                        word("in") > expression[set(&DomainDeclaration::shape)];

auto const fields_def = word("field") > names[set(&FieldDeclaration::names)];

auto const set_condition_kind = [](auto& c) {
  using Kind = ConditionStatement::Kind;
  constexpr Kind kinds[] = {Kind::eq, Kind::bc, Kind::ic, Kind::fit, Kind::exact, Kind::ansatz};
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

auto const set_keyword = [](auto& c) { x3::_val(c).keyword = x3::_attr(c).text; };
auto const add_setting = append(&Block::settings);
auto const block_def = a_block[set_keyword] > -name[set(&Block::name)] > -(word("of") > names[set(&Block::of)]) >
                       -(symbol("{")[constant(&Block::has_braces, true)] >
                         *(setting[add_setting] >> -(symbol(",") | symbol(";"))) > symbol("}"));

auto const set_content = [](auto& c) { x3::_val(c).content = std::move(x3::_attr(c)); };
auto const statement_def =
    spanned(header[set_content] | text[set_content] | definition[set_content] | domain[set_content] |
            fields[set_content] | condition[set_content] | block[set_content]);

BOOST_SPIRIT_DEFINE(key, setting, equation, face, place, region, set_of_values, range, header, text, definition,
                    coordinates, domain, fields, label, condition, block, statement)

template <class Result, class Rule>
std::optional<Result> read(Rule const& rule, Iterator& first, Iterator last, std::uint32_t file, GrammarError& error) {
  Reading shared{file};
  Result result;
  Iterator at = first;
  try {
    if (x3::parse(at, last, x3::with<reading_tag>(shared)[rule], result)) {
      first = at;
      return result;
    }
    error = {first, rule.name, {}};
  } catch (const x3::expectation_failure<Iterator>& failure) {
    error = {failure.where(), failure.which(), {}};
  } catch (const LimitExceeded& excess) {
    error = {std::lower_bound(first, last, excess.where.begin,
                              [](const Token& token, std::uint32_t begin) { return token.begin < begin; }),
             {},
             excess.message};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Statement> parse_statement(const Token*& first, const Token* last, std::uint32_t file,
                                         GrammarError& error) {
  const Token keyword = *first;
  std::optional<Statement> result = read<Statement>(statement, first, last, file, error);
  if (result) result->keyword = {file, keyword.begin, keyword.end};
  return result;
}

std::optional<Expression> parse_expression(const Token*& first, const Token* last, std::uint32_t file,
                                           GrammarError& error) {
  return read<Expression>(expression, first, last, file, error);
}

}  // namespace ansatz::dsl
