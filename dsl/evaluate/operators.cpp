// Operators, conditions, conditionals and lists: the part of the evaluator that stands for signs.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "evaluate/complex.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/functions.hpp"
#include "evaluate/shapes.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {
namespace {

/// 1 where a < b, a <= b, ...
ad::Expr compare(std::string_view op, ad::Expr a, ad::Expr b) {
  if (op == "<") return ad::lt(a, b);
  if (op == "<=") return ad::le(a, b);
  if (op == ">") return ad::gt(a, b);
  if (op == ">=") return ad::ge(a, b);
  return op == "==" ? ad::eq(a, b) : ad::ne(a, b);
}

bool is_condition(const Value& value) {
  return value.kind == Value::Kind::condition || value.kind == Value::Kind::boolean;
}

std::string verb(std::string_view op) {
  if (op == "+") return "add";
  if (op == "-") return "subtract";
  if (op == "*") return "multiply";
  if (op == "/") return "divide";
  if (op == "&") return "intersect";
  return "take a power of";
}

}  // namespace

Value Evaluator::evaluate_chain(const Expression& e) {
  const std::vector<const Expression*> spine = left_spine(e);
  Value value = evaluate(spine.back()->children[0]);
  for (std::size_t i = spine.size(); i > 0; --i) {
    const Expression& here = *spine[i - 1];
    const std::string& op = here.text;
    if (op == "and" || op == "or") {
      const ad::Expr a = as_condition(value, here.children[0]), b = condition(here.children[1]);
      value = Value::condition(op == "and" ? ad::logical_and(a, b) : ad::logical_or(a, b));
    } else if (op == "..") {
      fail(Finding(Code::condition_or_number, here.span, "a range stands in a list of values only")
               .help("as in `at = 1..5`"));
    } else {
      value = binary(op, value, evaluate(here.children[1]), here);
    }
  }
  return value;
}

Value Evaluator::binary(std::string_view op, const Value& a, const Value& b, const Expression& e) {
  using Kind = Value::Kind;
  for (const auto* side : {&a, &b})
    if (is_condition(*side)) {
      const bool shapes = a.kind == Kind::shape || b.kind == Kind::shape || (is_condition(a) && is_condition(b));
      if (shapes && (op == "-" || op == "+" || op == "&"))
        fail(Finding(Code::condition_or_number, e.operator_span,
                     fmt::format("`{}` combines shapes, and one of these is a condition", op))
                 .label("not both are shapes")
                 .help(fmt::format("conditions, and shapes too, are combined by words: write `{}`",
                                   op == "-"   ? "a and not b"
                                   : op == "+" ? "a or b"
                                               : "a and b")));
      const Expression& child = e.children[side == &a ? 0 : 1];
      fail(Finding(Code::condition_or_number, child.span, "this is a condition; a number is needed here")
               .label("a condition")
               .help("write `if ... then ... else ...` to choose between numbers"));
    }
  return at(e.span, [&]() -> Value {
    if (a.kind == Kind::complex || b.kind == Kind::complex) return complex_binary(*this, op, a, b, e);
    if (a.kind == Kind::shape && b.kind == Kind::shape) return combine_shapes(op, a, b, e);
    const bool numbers =
        (a.kind == Kind::scalar || a.kind == Kind::vector) && (b.kind == Kind::scalar || b.kind == Kind::vector);
    if (numbers && (op == "+" || op == "-") && a.parts.size() == b.parts.size()) {
      std::vector<ad::Expr> parts;
      for (std::size_t i = 0; i < a.parts.size(); ++i)
        parts.push_back(op == "+" ? a.parts[i] + b.parts[i] : a.parts[i] - b.parts[i]);
      return Value::vector(std::move(parts));
    }
    if (numbers && op == "*" && (a.kind == Kind::scalar || b.kind == Kind::scalar)) {
      std::vector<ad::Expr> parts;
      const std::vector<ad::Expr>& many = a.kind == Kind::vector ? a.parts : b.parts;
      for (const ad::Expr part : many) parts.push_back(a.kind == Kind::vector ? part * b.parts[0] : a.parts[0] * part);
      return Value::vector(std::move(parts));
    }
    if (numbers && op == "/" && b.kind == Kind::scalar) {
      std::vector<ad::Expr> parts;
      for (const ad::Expr part : a.parts) parts.push_back(part / b.parts[0]);
      return Value::vector(std::move(parts));
    }
    if (numbers && op == "^" && a.kind == Kind::scalar && b.kind == Kind::scalar)
      return Value::scalar(power(a.parts[0], b.parts[0]));
    std::string help;
    if (numbers && op == "*") help = "write `dot(a, b)` or `cross(a, b)` for products of vectors";
    fail(Finding(Code::wrong_kind, e.operator_span,
                 fmt::format("cannot {} {} and {}", verb(op), describe(a), describe(b)))
             .label(fmt::format("{} and {}", describe(a), describe(b)))
             .help(help));
  });
}

ad::Expr Evaluator::power(ad::Expr base, ad::Expr exponent) {
  if (const std::optional<double> known = constant_of(exponent)) return ad::pow(base, *known);
  return ad::pow(base, exponent);
}

Value Evaluator::evaluate_unary(const Expression& e) {
  if (e.text == "not") return Value::condition(ad::logical_not(condition(e.children[0])));
  return each_component(e.children[0],
                        [&](ad::Expr part) { return e.text == "-" ? at(e.span, [&] { return -part; }) : part; });
}

/// 0 < x < 1 means 0 < x and x < 1, with x evaluated once.
Value Evaluator::evaluate_comparison(const Expression& e) {
  std::vector<ad::Expr> operands;
  for (const Expression& child : e.children) operands.push_back(scalar(child));
  return at(e.span, [&] {
    ad::Expr all = compare(e.operators[0], operands[0], operands[1]);
    for (std::size_t i = 1; i < e.operators.size(); ++i)
      all = ad::logical_and(all, compare(e.operators[i], operands[i], operands[i + 1]));
    return Value::condition(all);
  });
}

Value Evaluator::evaluate_conditional(const Expression& e) {
  const ad::Expr chosen = condition(e.children[0]);
  Value yes = evaluate(e.children[1]), no = evaluate(e.children[2]);
  const bool complex = yes.kind == Value::Kind::complex || no.kind == Value::Kind::complex;
  if (complex) yes = as_complex(*this, yes, e.children[1]), no = as_complex(*this, no, e.children[2]);
  if (const std::optional<double> known = constant_of(chosen)) return *known != 0 ? yes : no;
  const auto numeric = [](const Value& v) {
    return v.kind == Value::Kind::scalar || v.kind == Value::Kind::vector || v.kind == Value::Kind::complex;
  };
  if (is_condition(yes) && is_condition(no)) {
    const ad::Expr a = as_condition(yes, e.children[1]), b = as_condition(no, e.children[2]);
    return Value::condition(ad::select(chosen, a, b));
  }
  if (!numeric(yes) || !numeric(no) || yes.parts.size() != no.parts.size())
    fail(Finding(Code::wrong_kind, e.span, fmt::format("one branch is {}, the other {}", describe(yes), describe(no))));
  return at(e.span, [&] {
    std::vector<ad::Expr> parts;
    for (std::size_t i = 0; i < yes.parts.size(); ++i) parts.push_back(ad::select(chosen, yes.parts[i], no.parts[i]));
    if (complex) return Value::complex(parts[0], parts[1]);
    return Value::vector(std::move(parts));
  });
}

Value Evaluator::evaluate_list(const Expression& e) {
  if (e.children.empty()) fail(Finding(Code::wrong_kind, e.span, "an empty list is not a vector").label("empty"));
  std::vector<ad::Expr> parts;
  for (const Expression& child : e.children) parts.push_back(scalar(child));
  return Value::vector(std::move(parts));
}

}  // namespace ansatz::dsl
