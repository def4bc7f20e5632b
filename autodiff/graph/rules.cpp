// The identities, tried from the top for each operation. A rule is one line: operation, formula, condition,
// result. A result may be smaller than the node, if it repeats to it.
//
// c is a constant, f a free value, p a value at points, everything else anything. Identities hold for finite
// values: 0 * x is 0 although x might turn out infinite, which is what makes derivatives cheap.
#include <array>

#include "graph/patterns.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

#define RULE(op, formula, condition, result)                                                        \
  {                                                                                                 \
    Op::op, formula, [](const Candidate& n) -> Expr { return (condition) ? Expr(result) : Expr(); } \
  }

constexpr auto rules = std::to_array<Rule>({
    RULE(add, "0 + x = x", is_zero(n.a), n.b),
    RULE(add, "x + 0 = x", is_zero(n.b), n.a),
    RULE(add, "c x + d x = (c + d) x", same_rest(n), (scaled(n.a).factor + scaled(n.b).factor) * scaled(n.a).rest),
    RULE(add, "(c x + y) + d x = (c + d) x + y", has_term_like(n.a, n.b), with_term(n.a, n.b, 1)),
    RULE(add, "c x + (d x + y) = (c + d) x + y", has_term_like(n.b, n.a), with_term(n.b, n.a, 1)),
    RULE(add, "-x + y = y - x", is(n.a, Op::neg), n.b - l(n.a)),
    RULE(add, "x + -y = x - y", is(n.b, Op::neg), n.a - l(n.b)),
    RULE(add, "(c ? x : y) + (c ? u : v) = c ? x + u : y + v", same_choice(n.a, n.b),
         select(l(n.a), r(n.a) + r(n.b), operand_of(n.a, 2) + operand_of(n.b, 2))),
    RULE(add, "pad x + pad y = pad (x; y)", adjacent(n.a, n.b), join_pads(n.a, n.b)),
    RULE(add, "pad y + pad x = pad (x; y)", adjacent(n.b, n.a), join_pads(n.b, n.a)),
    RULE(add, "f + (g + p) = (f + g) + p", is_free(n.a) && free_plus_point(n.b),
         (n.a + free_part(n.b)) + point_part(n.b)),
    RULE(add, "(g + p) + f = (g + f) + p", is_free(n.b) && free_plus_point(n.a),
         (free_part(n.a) + n.b) + point_part(n.a)),

    RULE(sub, "x - 0 = x", is_zero(n.b), n.a),
    RULE(sub, "0 - x = -x", is_zero(n.a), -n.b),
    RULE(sub, "c x - d x = (c - d) x", same_rest(n), (scaled(n.a).factor - scaled(n.b).factor) * scaled(n.a).rest),
    RULE(sub, "(c x + y) - d x = (c - d) x + y", has_term_like(n.a, n.b), with_term(n.a, n.b, -1)),
    RULE(sub, "c x - (d x + y) = (c - d) x - y", has_term_like(n.b, n.a), -with_term(n.b, n.a, -1)),
    RULE(sub, "x - -y = x + y", is(n.b, Op::neg), n.a + l(n.b)),
    RULE(sub, "-x - y = -(x + y)", is(n.a, Op::neg), -(l(n.a) + n.b)),
    RULE(sub, "(c ? x : y) - (c ? u : v) = c ? x - u : y - v", same_choice(n.a, n.b),
         select(l(n.a), r(n.a) - r(n.b), operand_of(n.a, 2) - operand_of(n.b, 2))),

    RULE(neg, "-(-x) = x", is(n.a, Op::neg), l(n.a)),
    RULE(neg, "-(x - y) = y - x", is(n.a, Op::sub), r(n.a) - l(n.a)),
    RULE(neg, "-(c ? x : 0) = c ? -x : 0", chosen(n.a), choose_result(n.a, [](Expr x) { return -x; })),
    RULE(neg, "-(c x) = (-c) x", has_factor(n.a), -scaled(n.a).factor* scaled(n.a).rest),

    RULE(mul, "0 x = 0", is_zero(n.a) || is_zero(n.b), n.c(0)),
    RULE(mul, "1 x = x", is(n.a, 1.0), n.b),
    RULE(mul, "x 1 = x", is(n.b, 1.0), n.a),
    RULE(mul, "-1 x = -x", is(n.a, -1.0), -n.b),
    RULE(mul, "c (d x) = (c d) x", uniform_value(n.a) && has_factor(n.b),
         (*uniform_value(n.a) * scaled(n.b).factor) * scaled(n.b).rest),
    RULE(mul, "(c x) y = c (x y), unless c f is free and y is not", has_factor(n.a) && !hoisted(n.a, n.b),
         scaled(n.a).factor*(scaled(n.a).rest* n.b)),
    RULE(mul, "x (c y) = c (x y)", !uniform_value(n.a) && has_factor(n.b), scaled(n.b).factor*(n.a* scaled(n.b).rest)),
    RULE(mul, "f (g p) = (f g) p", is_free(n.a) && free_times_point(n.b), (n.a * l(n.b)) * r(n.b)),

    RULE(mul, "(c ? x : 0) y = c ? x y : 0, so that what is not chosen never counts, were it NaN", chosen(n.a),
         choose_result(n.a, [&](Expr x) { return x * n.b; })),
    RULE(mul, "y (c ? x : 0) = c ? y x : 0", chosen(n.b), choose_result(n.b, [&](Expr x) { return n.a * x; })),

    RULE(div, "0 / x = 0", is_zero(n.a), n.c(0)),
    RULE(div, "x / x = 1", n.a == n.b, n.c(1)),
    RULE(div, "x / c = (1/c) x", uniform_value(n.b).value_or(0) != 0, (1 / *uniform_value(n.b)) * n.a),
    RULE(div, "(c x) / y = c (x / y)", has_factor(n.a), scaled(n.a).factor*(scaled(n.a).rest / n.b)),
    RULE(div, "x / -y = -(x / y)", is(n.b, Op::neg), -(n.a / l(n.b))),
    RULE(div, "exp x / (1 + exp x) = sigmoid x", is_one_plus_exp(n.b) && n.a == r(n.b), sigmoid(l(n.a))),
    RULE(div, "x / (1 + exp y) = x sigmoid(-y)", is_one_plus_exp(n.b), n.a* sigmoid(-l(r(n.b)))),
    RULE(div, "p / f = (1/f) p, one division a step", is_point(n.a) && is_free(n.b), (1.0 / n.b) * n.a),

    RULE(div, "(c ? x : 0) / y = c ? x / y : 0", chosen(n.a), choose_result(n.a, [&](Expr x) { return x / n.b; })),

    RULE(pow, "x^0 = 1", is_zero(n.b), n.c(1)),
    RULE(pow, "x^n = x x ... x", small_integer(uniform_value(n.b)), power_or_inverse(n.a, *uniform_value(n.b))),
    RULE(pow, "x^(1/2) = sqrt x", is(n.b, 0.5), sqrt(n.a)),
    RULE(pow, "1^x = 1", is(n.a, 1.0), n.c(1)),

    RULE(max, "max(x, x) = x", n.a == n.b, n.a),
    RULE(min, "min(x, x) = x", n.a == n.b, n.a),

    RULE(matmul, "A 0 = 0", is_zero(n.a) || is_zero(n.b), n.c(0)),
    RULE(matmul, "A (f at all points) = A f", repeats_points(n.b), matmul(n.a, repeated_part(n.b))),
    RULE(matmul, "A (-x) = -(A x)", is(n.b, Op::neg), -matmul(n.a, l(n.b))),

    RULE(transpose, "x^T = x for a scalar", n.shape.size() == 1, n.a),
    RULE(transpose, "x^T^T = x", is(n.a, Op::transpose), l(n.a)),
    RULE(transpose, "(sum a b^T)^T = sum b a^T", is(n.a, Op::outer_sum), outer_sum(r(n.a), l(n.a))),
    RULE(transpose, "(repeated x)^T = repeated x^T", is(n.a, Op::broadcast), transpose(l(n.a))),

    RULE(sum_points, "sum of n equal f = n f", repeats_points(n.a),
         n.graph.count(n.a.shape().axis) * repeated_part(n.a)),
    RULE(sum_points, "sum (rows repeated) = (sum) repeated", is(n.a, Op::broadcast), sum_points(l(n.a))),
    RULE(sum_points, "sum -p = -sum p", is(n.a, Op::neg), -sum_points(l(n.a))),
    RULE(sum_points, "sum f p = f sum p", free_times_point(n.a), l(n.a) * sum_points(r(n.a))),
    RULE(sum_points, "sum f + p = n f + sum p", free_plus_point(n.a),
         n.graph.count(n.a.shape().axis) * free_part(n.a) + sum_points(point_part(n.a))),
    RULE(sum_points, "sum A p = A sum p", is(n.a, Op::matmul), matmul(l(n.a), sum_points(r(n.a)))),
    RULE(sum_points, "sum over points last", is(n.a, Op::sum), sum(sum_points(l(n.a)))),

    RULE(sum, "sum x = x for a scalar", n.a.shape().size() == 1, n.a),
    RULE(sum, "sum -x = -sum x", is(n.a, Op::neg), -sum(l(n.a))),
    RULE(sum, "sum c x = c sum x, for a scalar c", is(n.a, Op::mul) && l(n.a).shape().size() == 1,
         l(n.a) * sum(r(n.a))),
    RULE(sum, "sum (repeated x) = n sum x", is(n.a, Op::broadcast),
         (static_cast<double>(n.a.shape().size()) / static_cast<double>(l(n.a).shape().size())) * sum(l(n.a))),
    RULE(sum, "sum pad x = sum x", is(n.a, Op::pad), sum(l(n.a))),

    RULE(broadcast, "x to its own shape = x", n.a.shape() == n.shape, n.a),
    RULE(broadcast, "repetition of a repetition", is(n.a, Op::broadcast), broadcast(l(n.a), n.shape)),

    RULE(slice, "all rows of x = x", n.a.shape() == n.shape, n.a),
    RULE(slice, "slice of slice", is(n.a, Op::slice), slice(l(n.a), first_row(n.a) + n.first(), n.shape.rows)),
    RULE(slice, "slice of a repetition", is(n.a, Op::broadcast), slice_of_broadcast(n)),
    RULE(slice, "slice of concat", is(n.a, Op::concat), slice_of_concat(n)),
    RULE(slice, "slice of pad", is(n.a, Op::pad), slice_of_pad(n)),
    RULE(slice, "slice of -x = -(slice of x)", is(n.a, Op::neg), -slice(l(n.a), n.first(), n.shape.rows)),

    RULE(pad, "no zeros around x = x", n.a.shape() == n.shape, n.a),
    RULE(pad, "pad 0 = 0", is_zero(n.a), n.c(0)),
    RULE(pad, "pad of pad", is(n.a, Op::pad), pad(l(n.a), first_row(n.a) + n.first(), n.shape.rows)),

    RULE(concat, "nested parts, neighbouring slices, parts that are zero", true, concat_parts(n)),

    RULE(outer_sum, "sum 0 b^T = 0", is_zero(n.a) || is_zero(n.b), n.c(0)),
    RULE(outer_sum, "sum f b^T = f (sum b)^T", is_free(n.a), matmul(n.a, transpose(sum_points(n.b)))),
    RULE(outer_sum, "sum a f^T = (sum a) f^T", is_free(n.b), matmul(sum_points(n.a), transpose(n.b))),
    RULE(outer_sum, "sum f b^T = f (sum b)^T, f repeated", repeats_points(n.a),
         matmul(repeated_part(n.a), transpose(sum_points(n.b)))),
    RULE(outer_sum, "sum a f^T = (sum a) f^T, f repeated", repeats_points(n.b),
         matmul(sum_points(n.a), transpose(repeated_part(n.b)))),
    RULE(outer_sum, "sum -a b^T = -sum a b^T", is(n.a, Op::neg), -outer_sum(l(n.a), n.b)),
    RULE(outer_sum, "sum a (-b)^T = -sum a b^T", is(n.b, Op::neg), -outer_sum(n.a, l(n.b))),
    RULE(outer_sum, "sum (f a) b^T = f sum a b^T", free_times_point(n.a) && r(n.a).shape() == n.a.shape(),
         l(n.a) * outer_sum(r(n.a), n.b)),
    RULE(outer_sum, "sum a (f b)^T = (sum a b^T) f^T", free_times_point(n.b) && r(n.b).shape() == n.b.shape(),
         outer_sum(n.a, r(n.b)) * transpose(l(n.b))),

    RULE(select, "c ? x : y, decided", uniform_value(n.a), is_zero(n.a) ? n.node.operands[2] : n.b),
    RULE(select, "c ? x : x = x", n.b == n.node.operands[2], n.b),
});

#undef RULE

}  // namespace

std::span<const Rule> identity_rules() { return rules; }

}  // namespace ansatz::ad
