// What identities are written with: the node that is about to exist, and questions about its operands.
//
// c is a constant, f a free value, p a value at points, everything else anything.
#pragma once

#include <cmath>

#include "graph/identities.hpp"

namespace ansatz::ad {

namespace patterns {

inline bool is(Expr x, Op op) { return op_of(x) == op; }
inline bool is(Expr x, double value) { return uniform_value(x) == value; }
inline bool is_free(Expr x) { return !x.shape().on_axis(); }
inline bool is_point(Expr x) { return x.shape().on_axis(); }
inline Expr l(Expr x) { return operand_of(x, 0); }
inline Expr r(Expr x) { return operand_of(x, 1); }

/// x as c * rest.
struct Scaled {
  double factor;
  Expr rest;
};

inline Scaled scaled(Expr x) {
  if (is(x, Op::neg)) return {-1, l(x)};
  if (is(x, Op::mul))
    if (const auto factor = uniform_value(l(x))) return {*factor, r(x)};
  return {1, x};
}

inline bool has_factor(Expr x) { return is(x, Op::neg) || (is(x, Op::mul) && uniform_value(l(x))); }

// Terms are collected only when both are multiples of one expression.
inline bool same_rest(const Candidate& n) { return scaled(n.a).rest == scaled(n.b).rest; }

// The sums c x + y and y + c x, and the terms c x that they have in common with another value.
inline bool is_sum(Expr x) { return is(x, Op::add) || is(x, Op::sub); }
inline bool has_term_like(Expr sum, Expr x) {
  return is_sum(sum) && (scaled(l(sum)).rest == scaled(x).rest || scaled(r(sum)).rest == scaled(x).rest);
}

inline bool is_one_plus_exp(Expr x) { return is(x, Op::add) && is(l(x), 1.0) && is(r(x), Op::exp); }

// A free factor is multiplied once a step, its constants with it.
inline bool hoisted(Expr factor, Expr x) { return is_free(factor) && is_point(x); }
inline bool free_times_point(Expr x) { return is(x, Op::mul) && is_free(l(x)) && is_point(r(x)); }
inline bool free_plus_point(Expr x) { return is(x, Op::add) && is_free(l(x)) != is_free(r(x)); }
inline Expr free_part(Expr x) { return is_free(l(x)) ? l(x) : r(x); }
inline Expr point_part(Expr x) { return is_free(l(x)) ? r(x) : l(x); }

// The part of x that does not vary over its points, which repetition over points was put around.
inline Expr repeated_part(Expr x) { return fit(l(x), {x.shape().rows, x.shape().cols, free_axis}); }
inline bool repeats_points(Expr x) { return is_repetition(x) && is_point(x) && is_free(l(x)); }

// A value where a condition holds (or where it does not), and 0 elsewhere.
inline bool chosen(Expr x) { return is(x, Op::select) && (is_zero(r(x)) || is_zero(operand_of(x, 2))); }

inline bool same_choice(Expr x, Expr y) { return is(x, Op::select) && is(y, Op::select) && l(x) == l(y); }

// The same choice between f(value) and 0.
template <class F>
Expr choose_result(Expr x, F f) {
  const Expr zero = x.graph().constant(0);
  return is_zero(r(x)) ? select(l(x), zero, f(operand_of(x, 2))) : select(l(x), f(r(x)), zero);
}

// Identities that take more than a line.
Expr with_term(Expr sum, Expr like_one_term, double sign);
Expr power_or_inverse(Expr x, double exponent);
bool small_integer(std::optional<double> exponent);

}  // namespace patterns

/// A rule in one line: operation, formula, condition, result, both in terms of the candidate `n`.
#define ANSATZ_RULE(op, formula, condition, result)                                                 \
  {                                                                                                 \
    Op::op, formula, [](const Candidate& n) -> Expr { return (condition) ? Expr(result) : Expr(); } \
  }

}  // namespace ansatz::ad
