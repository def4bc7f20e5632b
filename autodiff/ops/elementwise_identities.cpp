// The identities of elementwise operations, tried from the top for each. A rule is one line: operation, formula,
// condition, result. A result may be smaller than the node, if it repeats to it.
//
// c is a constant, f a free value, p a value at points, everything else anything. Identities hold for finite
// values: 0 * x is 0 although x might turn out infinite, which is what makes derivatives cheap.
#include <array>

#include "ops/patterns.hpp"
#include "ops/rows.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

bool adjacent(Expr a, Expr b) {  // pads of one column where b begins below the end of a
  return is(a, Op::pad) && is(b, Op::pad) && first_row(b) == first_row(a) + l(a).shape().rows;
}

Expr join_pads(Expr a, Expr b) { return pad(concat(std::array{l(a), l(b)}), first_row(a), a.shape().rows); }

constexpr auto rules = std::to_array<Rule>({
    ANSATZ_RULE(add, "0 + x = x", is_zero(n.a), n.b),
    ANSATZ_RULE(add, "x + 0 = x", is_zero(n.b), n.a),
    ANSATZ_RULE(add, "c x + d x = (c + d) x", same_rest(n),
                (scaled(n.a).factor + scaled(n.b).factor) * scaled(n.a).rest),
    ANSATZ_RULE(add, "(c x + y) + d x = (c + d) x + y", has_term_like(n.a, n.b), with_term(n.a, n.b, 1)),
    ANSATZ_RULE(add, "c x + (d x + y) = (c + d) x + y", has_term_like(n.b, n.a), with_term(n.b, n.a, 1)),
    ANSATZ_RULE(add, "-x + y = y - x", is(n.a, Op::neg), n.b - l(n.a)),
    ANSATZ_RULE(add, "x + -y = x - y", is(n.b, Op::neg), n.a - l(n.b)),
    ANSATZ_RULE(add, "(c ? x : y) + (c ? u : v) = c ? x + u : y + v", same_choice(n.a, n.b),
                select(l(n.a), r(n.a) + r(n.b), operand_of(n.a, 2) + operand_of(n.b, 2))),
    ANSATZ_RULE(add, "pad x + pad y = pad (x; y)", adjacent(n.a, n.b), join_pads(n.a, n.b)),
    ANSATZ_RULE(add, "pad y + pad x = pad (x; y)", adjacent(n.b, n.a), join_pads(n.b, n.a)),
    ANSATZ_RULE(add, "f + (g + p) = (f + g) + p", is_free(n.a) && free_plus_point(n.b),
                (n.a + free_part(n.b)) + point_part(n.b)),
    ANSATZ_RULE(add, "(g + p) + f = (g + f) + p", is_free(n.b) && free_plus_point(n.a),
                (free_part(n.a) + n.b) + point_part(n.a)),

    ANSATZ_RULE(sub, "x - 0 = x", is_zero(n.b), n.a),
    ANSATZ_RULE(sub, "0 - x = -x", is_zero(n.a), -n.b),
    ANSATZ_RULE(sub, "c x - d x = (c - d) x", same_rest(n),
                (scaled(n.a).factor - scaled(n.b).factor) * scaled(n.a).rest),
    ANSATZ_RULE(sub, "(c x + y) - d x = (c - d) x + y", has_term_like(n.a, n.b), with_term(n.a, n.b, -1)),
    ANSATZ_RULE(sub, "c x - (d x + y) = (c - d) x - y", has_term_like(n.b, n.a), -with_term(n.b, n.a, -1)),
    ANSATZ_RULE(sub, "x - -y = x + y", is(n.b, Op::neg), n.a + l(n.b)),
    ANSATZ_RULE(sub, "-x - y = -(x + y)", is(n.a, Op::neg), -(l(n.a) + n.b)),
    ANSATZ_RULE(sub, "(c ? x : y) - (c ? u : v) = c ? x - u : y - v", same_choice(n.a, n.b),
                select(l(n.a), r(n.a) - r(n.b), operand_of(n.a, 2) - operand_of(n.b, 2))),

    ANSATZ_RULE(neg, "-(-x) = x", is(n.a, Op::neg), l(n.a)),
    ANSATZ_RULE(neg, "-(x - y) = y - x", is(n.a, Op::sub), r(n.a) - l(n.a)),
    ANSATZ_RULE(neg, "-(c ? x : 0) = c ? -x : 0", chosen(n.a), choose_result(n.a, [](Expr x) { return -x; })),
    ANSATZ_RULE(neg, "-(c x) = (-c) x", has_factor(n.a), -scaled(n.a).factor* scaled(n.a).rest),

    ANSATZ_RULE(mul, "0 x = 0", is_zero(n.a) || is_zero(n.b), n.c(0)),
    ANSATZ_RULE(mul, "1 x = x", is(n.a, 1.0), n.b),
    ANSATZ_RULE(mul, "x 1 = x", is(n.b, 1.0), n.a),
    ANSATZ_RULE(mul, "-1 x = -x", is(n.a, -1.0), -n.b),
    ANSATZ_RULE(mul, "c (d x) = (c d) x", uniform_value(n.a) && has_factor(n.b),
                (*uniform_value(n.a) * scaled(n.b).factor) * scaled(n.b).rest),
    ANSATZ_RULE(mul, "(c x) y = c (x y), unless c f is free and y is not", has_factor(n.a) && !hoisted(n.a, n.b),
                scaled(n.a).factor*(scaled(n.a).rest* n.b)),
    ANSATZ_RULE(mul, "x (c y) = c (x y)", !uniform_value(n.a) && has_factor(n.b),
                scaled(n.b).factor*(n.a* scaled(n.b).rest)),
    ANSATZ_RULE(mul, "f (g p) = (f g) p", is_free(n.a) && free_times_point(n.b), (n.a * l(n.b)) * r(n.b)),

    ANSATZ_RULE(mul, "(c ? x : 0) y = c ? x y : 0, so that what is not chosen never counts, were it NaN", chosen(n.a),
                choose_result(n.a, [&](Expr x) { return x * n.b; })),
    ANSATZ_RULE(mul, "y (c ? x : 0) = c ? y x : 0", chosen(n.b), choose_result(n.b, [&](Expr x) { return n.a * x; })),

    ANSATZ_RULE(div, "0 / x = 0", is_zero(n.a), n.c(0)),
    ANSATZ_RULE(div, "x / x = 1", n.a == n.b, n.c(1)),
    ANSATZ_RULE(div, "x / c = (1/c) x", uniform_value(n.b).value_or(0) != 0, (1 / *uniform_value(n.b)) * n.a),
    ANSATZ_RULE(div, "(c x) / y = c (x / y)", has_factor(n.a), scaled(n.a).factor*(scaled(n.a).rest / n.b)),
    ANSATZ_RULE(div, "x / -y = -(x / y)", is(n.b, Op::neg), -(n.a / l(n.b))),
    ANSATZ_RULE(div, "exp x / (1 + exp x) = sigmoid x", is_one_plus_exp(n.b) && n.a == r(n.b), sigmoid(l(n.a))),
    ANSATZ_RULE(div, "x / (1 + exp y) = x sigmoid(-y)", is_one_plus_exp(n.b), n.a* sigmoid(-l(r(n.b)))),
    ANSATZ_RULE(div, "p / f = (1/f) p, one division a step", is_point(n.a) && is_free(n.b), (1.0 / n.b) * n.a),

    ANSATZ_RULE(div, "(c ? x : 0) / y = c ? x / y : 0", chosen(n.a),
                choose_result(n.a, [&](Expr x) { return x / n.b; })),

    ANSATZ_RULE(pow, "x^0 = 1", is_zero(n.b), n.c(1)),
    ANSATZ_RULE(pow, "x^n = x x ... x", small_integer(uniform_value(n.b)), power_or_inverse(n.a, *uniform_value(n.b))),
    ANSATZ_RULE(pow, "x^(1/2) = sqrt x", is(n.b, 0.5), sqrt(n.a)),
    ANSATZ_RULE(pow, "1^x = 1", is(n.a, 1.0), n.c(1)),

    ANSATZ_RULE(max, "max(x, x) = x", n.a == n.b, n.a),
    ANSATZ_RULE(min, "min(x, x) = x", n.a == n.b, n.a),
});

}  // namespace

std::span<const Rule> elementwise_identities() { return rules; }

}  // namespace ansatz::ad
