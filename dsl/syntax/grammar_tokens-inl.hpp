// Parsers of single tokens and of what surrounds a part (its depth, its span), for
// Boost.Spirit X3. Part of grammar.cpp.
//
// Read next: grammar_expressions-inl.hpp, which builds expressions from these.
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <boost/spirit/home/x3.hpp>

#include "source/limits.hpp"
#include "syntax/precedence.hpp"

namespace ansatz::dsl::grammar {

namespace x3 = boost::spirit::x3;

using Iterator = const Token*;

/// What the parsers of one statement share.
struct Reading {
  std::uint32_t file = 0;
  int depth = 0;
  std::size_t operands = 0;
  std::size_t looks = 0;  // at tokens, again and again where rules are tried one after another

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
  bool parse(Iterator& first, Iterator const& last, Context const& context, Rule&, Attribute&) const {
    ++x3::get<reading_tag>(context).looks;
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
  bool parse(Iterator& first, Iterator const& last, Context const& context, Rule&, Attribute& attribute) const {
    ++x3::get<reading_tag>(context).looks;
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
/// A number with the unit that it is counted in; takes nothing where there is none.
struct NumberOfUnits : x3::parser<NumberOfUnits> {
  using attribute_type = std::pair<Token, Token>;
  static bool const has_attribute = true;

  template <class Context, class Rule, class Attribute>
  bool parse(Iterator& first, Iterator const& last, Context const& context, Rule&, Attribute& attribute) const {
    ++x3::get<reading_tag>(context).looks;
    if (last - first < 2 || first->kind != TokenKind::number || !first[1].time_unit) return false;
    x3::traits::move_to(std::pair(first[0], first[1]), attribute);
    first += 2;
    return true;
  }
};
constexpr NumberOfUnits a_number_of_units;
constexpr TokenIf a_name_token("a name", [](const Token& t) { return t.kind == TokenKind::word && !t.reserved; });
/// Reserved words that are values of settings as well: what a condition without a name of its own is called, `plot
/// heatmap { of = eq }`, and `conditions = exact`.
constexpr std::string_view words_as_values[] = {"eq", "bc", "ic", "fit", "data", "exact"};
constexpr TokenIf a_word_as_value("a name", [](const Token& t) {
  return t.kind == TokenKind::word && !t.starts_statement &&
         std::find(std::begin(words_as_values), std::end(words_as_values), t.text) != std::end(words_as_values);
});
constexpr TokenIf a_word_token("a name",
                               [](const Token& t) { return t.kind == TokenKind::word && !t.starts_statement; });
constexpr TokenIf a_loss("an expression", [](const Token& t) { return t.kind == TokenKind::word && t.text == "loss"; });
constexpr TokenIf a_sign("an expression", [](const Token& t) {
  return prefix_precedence(t.text) != Precedence::none && t.kind != TokenKind::string;
});
constexpr TokenIf an_operator("an operator", [](const Token& t) {
  return (t.kind == TokenKind::symbol || t.reserved) && binary_operator(t.text) != nullptr;
});
constexpr TokenIf a_definition("a definition", [](const Token& t) {
  return t.kind == TokenKind::word &&
         (t.text == "param" || t.text == "let" || t.text == "unknown" || t.text == "region");
});
constexpr TokenIf a_text("a text", [](const Token& t) {
  return t.kind == TokenKind::word && (t.text == "title" || t.text == "include");
});
constexpr TokenIf a_domain("a domain", [](const Token& t) {
  return t.kind == TokenKind::word && (t.text == "domain" || t.text == "over" || t.text == "time");
});
constexpr std::string_view condition_words[] = {"eq", "bc", "ic", "fit", "exact", "ansatz", "history"};
constexpr TokenIf a_condition("a condition", [](const Token& t) {
  return t.kind == TokenKind::word &&
         std::find(std::begin(condition_words), std::end(condition_words), t.text) != std::end(condition_words);
});
constexpr std::string_view block_words[] = {"network", "sample", "loss", "train", "data",
                                            "compute", "output", "plot", "sweep", "search"};
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

}  // namespace ansatz::dsl::grammar

// How an expected part is called in a message.
namespace boost::spirit::x3 {
template <>
struct get_info<ansatz::dsl::grammar::Literal> {
  using result_type = std::string;
  std::string operator()(ansatz::dsl::grammar::Literal const& p) const {
    return p.name.empty() ? fmt::format("`{}`", p.text) : std::string(p.name);
  }
};
template <class Test>
struct get_info<ansatz::dsl::grammar::TokenIf<Test>> {
  using result_type = std::string;
  std::string operator()(ansatz::dsl::grammar::TokenIf<Test> const& p) const { return std::string(p.name); }
};
template <class Subject, class Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(action<Subject, Action> const& p) const { return what(p.subject); }
};
}  // namespace boost::spirit::x3
