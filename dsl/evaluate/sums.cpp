// `sum(k in 1..50, expression)` and `product`: written out term by term, with a whole number in the place of k. Equal
// parts of terms are one expression, as everywhere.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "evaluate/evaluate.hpp"
#include "evaluate/functions.hpp"

namespace ansatz::dsl {
namespace {

constexpr std::size_t most_terms = 100'000;  // of all sums that are written out for one statement

double whole_end(Evaluator& evaluator, const Expression& e) {
  constexpr double farthest = 1e9;
  const double value = evaluator.number(e, "the end of a range");
  if (value != std::floor(value) || std::abs(value) > farthest)
    fail(Finding(Code::wrong_value, e.span, fmt::format("a sum runs over whole numbers, and this is {}", value))
             .label("not a whole number"));
  return value;
}

/// From `start` on, what `join` makes of it and each term.
template <class Join>
Value run_over(Evaluator& evaluator, const Expression& call, double start, const Join& join) {
  using Form = ArgumentForm::Kind;
  const bool well_formed =
      call.children.size() == 2 && call.arguments[0].kind == Form::binder && call.arguments[1].kind == Form::positional;
  if (!well_formed)
    fail(Finding(Code::wrong_arguments, call.span,
                 fmt::format("`{}` takes what runs, with its range, and an expression", call.text))
             .help(fmt::format("as in `{}(k in 1..50, sin(k*pi*x)/k)`", call.text)));
  const Expression &range = call.children[0], &term = call.children[1];
  if (range.kind != ExprKind::binary || range.text != "..")
    fail(Finding(Code::wrong_arguments, range.span, fmt::format("the range of a `{}` is written `1..50`", call.text))
             .help("`integral(f, s in [a, b])` is over all numbers between two ends"));
  const double first = whole_end(evaluator, range.children[0]), last = whole_end(evaluator, range.children[1]);
  ad::Expr result = evaluator.graph().constant(start);
  for (double k = first; k <= last; ++k) {
    evaluator.count_term(range);
    const ad::Expr index = evaluator.graph().constant(k);
    const Value value = evaluator.evaluate_with(call.arguments[0].name.text, Value::scalar(index), term);
    if (value.kind != Value::Kind::scalar)
      fail(Finding(Code::wrong_kind, term.span,
                   fmt::format("the terms of a `{}` are numbers, and this is {}", call.text, describe(value))));
    result = join(result, value.parts[0]);
  }
  return Value::scalar(result);
}

}  // namespace

void Evaluator::count_term(const Expression& e) {
  check_size(e);
  if (++terms_ > most_terms)
    fail(Finding(Code::too_large, e.span,
                 fmt::format("sums and products of more than {} terms, all together", most_terms))
             .help("what comes late in a series is seldom felt: take fewer terms"));
}

Value evaluate_sum(Evaluator& evaluator, const Expression& call) {
  return run_over(evaluator, call, 0, [](ad::Expr sum, ad::Expr term) { return sum + term; });
}

Value evaluate_product(Evaluator& evaluator, const Expression& call) {
  return run_over(evaluator, call, 1, [](ad::Expr product, ad::Expr term) { return product * term; });
}

}  // namespace ansatz::dsl
