// The grammar of expressions, and the actions that put parts into the tree. Part of grammar.cpp.
//
// An operand with its signs, an operator, an operand, ...: read flat, grouped by precedence.hpp.
#pragma once

#include "ansatz/core/duration.hpp"
#include "syntax/grammar_tokens-inl.hpp"

namespace ansatz::dsl::grammar {

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
struct word_as_value_tag {};
struct word_tag {};
struct names_tag {};
struct leaf_tag {};
struct conditional_tag {};
struct call_tag {};
struct list_tag {};
struct parenthesised_tag {};
struct compared_loss_tag {};
struct times_tag {};
struct duration_tag {};
struct operand_tag {};
struct flat_tag {};
struct expression_tag {};
struct form_tag {};
struct binder_tag {};
struct argument_tag {};

x3::rule<name_tag, Name> const name = "a name";
x3::rule<word_as_value_tag, Name> const word_as_value = "a name";
x3::rule<word_tag, Name> const any_word = "a name";
x3::rule<names_tag, std::vector<Name>> const names = "a name";
x3::rule<leaf_tag, Expression> const leaf = "an expression";
x3::rule<conditional_tag, Expression> const conditional = "an expression";
x3::rule<call_tag, Expression> const name_or_call = "an expression";
x3::rule<list_tag, Expression> const list = "a list";
x3::rule<parenthesised_tag, Expression> const parenthesised = "an expression";
x3::rule<compared_loss_tag, Expression> const compared_loss = "an expression";
x3::rule<times_tag, std::vector<std::pair<Token, Token>>> const times = "an expression";
x3::rule<duration_tag, Expression> const duration = "an expression";
x3::rule<operand_tag, Expression> const operand = "an expression";
x3::rule<flat_tag, FlatExpression> const flat = "an expression";
x3::rule<expression_tag, Expression> const expression = "an expression";
x3::rule<form_tag, ArgumentForm> const named_form = "an argument";
x3::rule<binder_tag, ArgumentForm> const binder_form = "an argument";
x3::rule<argument_tag, Argument> const argument = "an expression";

auto const name_def = spanned(a_name_token[take_text]);
auto const word_as_value_def = spanned(a_word_as_value[take_text]);
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
auto const add_file = [](auto& c) {
  Expression file;
  file.kind = ExprKind::string;
  file.text = x3::_attr(c).text;
  file.span = reading(c).span(x3::_attr(c));
  x3::_val(c).arguments.push_back({ArgumentForm::Kind::file, {}});
  x3::_val(c).children.push_back(std::move(file));
};
auto const name_or_call_def = spanned(
    word_as_value[make_name] |
    name[make_name] >>
        -((symbol("(")[constant(&Expression::kind, ExprKind::call)] >
           -(argument[add_argument] >> *(symbol(",") >> argument[add_argument]) >> -symbol(",")) > symbol(")")) |
          (word("from")[constant(&Expression::kind, ExprKind::call)] > a_string[add_file])));

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

// `until = loss < 1e-8`: the one reserved word that an expression may compare with something.
auto const make_loss = [](auto& c) {
  Expression& node = x3::_val(c);
  node.kind = ExprKind::name;
  node.text = x3::_attr(c).text;
  node.operator_span = reading(c).span(x3::_attr(c));
};
auto const compared_loss_def = spanned(a_loss[make_loss] >> &(symbol("<") | symbol("<=") | symbol(">") | symbol(">=")));

// `until = 1 h 30 min` counts in the last of its units: 90 minutes.
auto const times_def = +a_number_of_units[collect];
auto const make_duration = [](auto& c) {
  Expression& time = x3::_val(c);
  double seconds = 0;
  for (const auto& [count, unit_token] : x3::_attr(c)) {
    const TimeUnit& unit = *time_unit(unit_token.text);
    time.text = name_of(unit.counted);
    time.number = count.number * unit.ratio + seconds / seconds_of(unit.counted);
    seconds = time.number * seconds_of(unit.counted);
  }
  time.kind = ExprKind::duration;
};
auto const duration_def = spanned(times[make_duration]);

auto const count_operand = [](auto& c) {
  if (++reading(c).operands > limits::operands) {
    throw LimitExceeded{*x3::_where(c).begin(),
                        fmt::format("a statement with more than {} numbers and names", limits::operands)};
  }
  x3::_val(c) = std::move(x3::_attr(c));
};
auto const operand_def = nested(duration[count_operand] | leaf[count_operand] | name_or_call[count_operand] |
                                parenthesised[take] | list[take] | conditional[take] | compared_loss[count_operand]);

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

BOOST_SPIRIT_DEFINE(name, word_as_value, any_word, names, leaf, conditional, name_or_call, list, parenthesised,
                    compared_loss, times, duration, operand, flat, expression, named_form, binder_form, argument)

}  // namespace ansatz::dsl::grammar
