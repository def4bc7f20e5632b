// The rules by which a node is simplified when it is made. Three general ones come first (repetition is taken
// out of elementwise operations, operands of commutative operations are ordered, constants are folded); then
// the list of identities for the operation is tried from the top. A rule is one line: operation, formula, code.
//
// c is a constant, f a free value, p a value at points, everything else anything. Identities hold for finite
// values: 0 * x is 0 although x might turn out infinite, which is what makes derivatives cheap.
#include "identities.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <vector>

#include "reference.hpp"

namespace ansatz::ad {

std::optional<double> uniform_value(Expr x) {
  while (op_of(x) == Op::broadcast) x = operand_of(x, 0);
  if (op_of(x) != Op::constant || x.shape().size() != 1) return std::nullopt;
  return x.graph().constant_values(x.id())[0];
}

bool is_zero(Expr x) { return uniform_value(x) == 0.0; }

namespace {

/// What a rule sees: the node that is about to exist. Rules return an expression of its shape, or one that
/// repeats to it, or none.
struct Candidate {
  Graph& graph;
  const Proposal& node;
  const Shape& shape;
  Expr a, b;  // the first two operands, where there are that many

  std::uint32_t first() const { return node.attribute; }
  Expr c(double value) const { return graph.constant(value); }
};

const Expr no_rule;

bool is(Expr x, Op op) { return op_of(x) == op; }
bool is(Expr x, double value) { return uniform_value(x) == value; }
bool is_free(Expr x) { return !x.shape().on_axis(); }
bool is_point(Expr x) { return x.shape().on_axis(); }
Expr l(Expr x) { return operand_of(x, 0); }
Expr r(Expr x) { return operand_of(x, 1); }
std::uint32_t first_row(Expr x) { return x.graph().node(x.id()).attribute; }

// x as c * rest.
struct Scaled {
  double factor;
  Expr rest;
};

Scaled scaled(Expr x) {
  if (is(x, Op::neg)) return {-1, l(x)};
  if (is(x, Op::mul))
    if (const auto factor = uniform_value(l(x))) return {*factor, r(x)};
  return {1, x};
}

bool has_factor(Expr x) { return is(x, Op::neg) || (is(x, Op::mul) && uniform_value(l(x))); }

// Terms are collected only when both are multiples of one expression.
bool same_rest(const Candidate& n) { return scaled(n.a).rest == scaled(n.b).rest; }

// A free factor is multiplied once a step, its constants with it.
bool hoisted(Expr factor, Expr x) { return is_free(factor) && is_point(x); }
bool free_times_point(Expr x) { return is(x, Op::mul) && is_free(l(x)) && is_point(r(x)); }
bool free_plus_point(Expr x) { return is(x, Op::add) && is_free(l(x)) != is_free(r(x)); }
Expr free_part(Expr x) { return is_free(l(x)) ? l(x) : r(x); }
Expr point_part(Expr x) { return is_free(l(x)) ? r(x) : l(x); }

Expr power(Expr x, int exponent) {
  if (exponent == 1) return x;
  const Expr half = power(x, exponent / 2);
  return exponent % 2 == 0 ? half * half : half * half * x;
}

bool small_integer(std::optional<double> n) { return n && *n == std::floor(*n) && std::abs(*n) <= 8 && *n != 0; }

Expr power_or_inverse(Expr x, double n) {
  return n > 0 ? power(x, static_cast<int>(n)) : 1.0 / power(x, static_cast<int>(-n));
}

// rows [first, first + rows) of a concat, where they are whole parts or lie inside one.
Expr slice_of_concat(const Candidate& n) {
  std::uint32_t row = 0;
  std::vector<Expr> parts;
  for (std::size_t i = 0; i < n.graph.operands(n.a.id()).size(); ++i) {
    const Expr part = operand_of(n.a, i);
    const std::uint32_t end = row + part.shape().rows, wanted_end = n.first() + n.shape.rows;
    if (row <= n.first() && wanted_end <= end) return slice(part, n.first() - row, n.shape.rows);
    if (end > n.first() && row < wanted_end) {
      if (row < n.first() || end > wanted_end) return no_rule;
      parts.push_back(part);
    }
    row = end;
  }
  return concat(parts);
}

Expr slice_of_pad(const Candidate& n) {
  const std::uint32_t begin = first_row(n.a), end = begin + l(n.a).shape().rows, wanted_end = n.first() + n.shape.rows;
  if (wanted_end <= begin || n.first() >= end) return n.c(0);
  return begin <= n.first() && wanted_end <= end ? slice(l(n.a), n.first() - begin, n.shape.rows) : no_rule;
}

Expr slice_of_broadcast(const Candidate& n) {
  const Expr x = l(n.a);
  return x.shape().rows == 1 ? x : slice(x, n.first(), n.shape.rows);
}

bool adjacent(Expr a, Expr b) {  // pads of one column where b begins below the end of a
  return is(a, Op::pad) && is(b, Op::pad) && first_row(b) == first_row(a) + l(a).shape().rows;
}

Expr join_pads(Expr a, Expr b) { return pad(concat(std::array{l(a), l(b)}), first_row(a), a.shape().rows); }

bool continues(Expr a, Expr b) {  // slices of one value where b begins below the end of a
  return is(a, Op::slice) && is(b, Op::slice) && l(a) == l(b) && first_row(b) == first_row(a) + a.shape().rows;
}

// Flattens nested parts, joins neighbouring slices of one value, and finds a single part among zeros.
Expr concat_parts(const Candidate& n) {
  std::vector<Expr> parts;
  for (const Expr& operand : n.node.operands) {
    if (is(operand, Op::concat))
      for (std::size_t i = 0; i < n.graph.operands(operand.id()).size(); ++i) parts.push_back(operand_of(operand, i));
    else if (!parts.empty() && continues(parts.back(), operand))
      parts.back() = slice(l(operand), first_row(parts.back()), parts.back().shape().rows + operand.shape().rows);
    else
      parts.push_back(operand);
  }
  if (parts.size() == 1) return parts[0];
  std::uint32_t row = 0, first = 0;
  Expr only;
  int others = 0;
  for (const Expr& part : parts) {
    if (!is_zero(part)) only = part, first = row, ++others;
    row += part.shape().rows;
  }
  if (others == 0) return n.c(0);
  if (others == 1) return pad(only, first, row);
  return parts.size() == n.node.operands.size() ? no_rule : concat(parts);
}

// The part of x that does not vary over its points, which repetition over points was put around.
Expr repeated_part(Expr x) { return fit(l(x), {x.shape().rows, x.shape().cols, free_axis}); }
bool repeats_points(Expr x) { return is(x, Op::broadcast) && is_point(x) && is_free(l(x)); }

struct Rule {
  Op op;
  std::string_view formula;
  Expr (*apply)(const Candidate&);
};

#define RULE(op, formula, condition, result)                                                         \
  {                                                                                                  \
    Op::op, formula, [](const Candidate& n) -> Expr { return (condition) ? Expr(result) : no_rule; } \
  }

constexpr auto rules = std::to_array<Rule>({
    RULE(add, "0 + x = x", is_zero(n.a), n.b),
    RULE(add, "x + 0 = x", is_zero(n.b), n.a),
    RULE(add, "c x + d x = (c + d) x", same_rest(n), (scaled(n.a).factor + scaled(n.b).factor) * scaled(n.a).rest),
    RULE(add, "-x + y = y - x", is(n.a, Op::neg), n.b - l(n.a)),
    RULE(add, "x + -y = x - y", is(n.b, Op::neg), n.a - l(n.b)),
    RULE(add, "(x - y) + y = x", is(n.a, Op::sub) && r(n.a) == n.b, l(n.a)),
    RULE(add, "y + (x - y) = x", is(n.b, Op::sub) && r(n.b) == n.a, l(n.b)),
    RULE(add, "pad x + pad y = pad (x; y)", adjacent(n.a, n.b), join_pads(n.a, n.b)),
    RULE(add, "pad y + pad x = pad (x; y)", adjacent(n.b, n.a), join_pads(n.b, n.a)),
    RULE(add, "f + (g + p) = (f + g) + p", is_free(n.a) && free_plus_point(n.b),
         (n.a + free_part(n.b)) + point_part(n.b)),
    RULE(add, "(g + p) + f = (g + f) + p", is_free(n.b) && free_plus_point(n.a),
         (free_part(n.a) + n.b) + point_part(n.a)),

    RULE(sub, "x - 0 = x", is_zero(n.b), n.a),
    RULE(sub, "0 - x = -x", is_zero(n.a), -n.b),
    RULE(sub, "c x - d x = (c - d) x", same_rest(n), (scaled(n.a).factor - scaled(n.b).factor) * scaled(n.a).rest),
    RULE(sub, "x - -y = x + y", is(n.b, Op::neg), n.a + l(n.b)),
    RULE(sub, "-x - y = -(x + y)", is(n.a, Op::neg), -(l(n.a) + n.b)),
    RULE(sub, "(x + y) - y = x", is(n.a, Op::add) && r(n.a) == n.b, l(n.a)),
    RULE(sub, "(y + x) - y = x", is(n.a, Op::add) && l(n.a) == n.b, r(n.a)),

    RULE(neg, "-(-x) = x", is(n.a, Op::neg), l(n.a)),
    RULE(neg, "-(x - y) = y - x", is(n.a, Op::sub), r(n.a) - l(n.a)),
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

    RULE(div, "0 / x = 0", is_zero(n.a), n.c(0)),
    RULE(div, "x / x = 1", n.a == n.b, n.c(1)),
    RULE(div, "x / c = (1/c) x", uniform_value(n.b).value_or(0) != 0, (1 / *uniform_value(n.b)) * n.a),
    RULE(div, "(c x) / y = c (x / y)", has_factor(n.a), scaled(n.a).factor*(scaled(n.a).rest / n.b)),
    RULE(div, "x / -y = -(x / y)", is(n.b, Op::neg), -(n.a / l(n.b))),
    RULE(div, "p / f = (1/f) p, one division a step", is_point(n.a) && is_free(n.b), (1.0 / n.b) * n.a),

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

bool is_constant(Expr x) { return is(x, Op::constant) || (uniform_value(x) && is_free(x)); }

// Operands of commutative operations: constants first, then free values, then by number.
bool precedes(Expr a, Expr b) {
  const auto rank = [](Expr x) { return std::tuple(is_point(x), !is_constant(x), x.id()); };
  return rank(a) < rank(b);
}

bool commutes(Op op) {
  return op == Op::add || op == Op::mul || op == Op::eq || op == Op::ne || op == Op::logical_and ||
         op == Op::logical_or;
}

// All operands constant: the value is computed here and now.
Expr fold(Graph& graph, const Proposal& p, const Shape& shape) {
  std::vector<ReferenceValue> values;
  values.reserve(p.operands.size());
  for (const Expr& operand : p.operands) {
    if (!is_constant(operand)) return no_rule;
    ReferenceValue& value = values.emplace_back(operand.shape(), 1);
    if (const auto uniform = uniform_value(operand))
      value.values.assign(value.values.size(), *uniform);
    else
      value.values.assign(graph.constant_values(operand.id()).begin(), graph.constant_values(operand.id()).end());
  }
  std::vector<const ReferenceValue*> pointers;
  for (const ReferenceValue& value : values) pointers.push_back(&value);
  const Node node{p.op, shape, 0, 0, p.attribute, p.attribute2};
  return graph.constant(shape.rows, shape.cols, reference_value(node, 1, pointers).values);
}

// Elementwise operations work on what their operands repeat, and repeat the result.
Expr without_repetition(Graph& graph, const Proposal& p, const Shape& shape) {
  std::vector<Expr> operands(p.operands.begin(), p.operands.end());
  for (Expr& operand : operands)
    if (is(operand, Op::broadcast)) operand = l(operand);
  return fit(graph.make(p.op, operands), shape);
}

}  // namespace

Expr simplify(Graph& graph, const Proposal& p, const Shape& shape) {
  if (info(p.op).elementwise || p.op == Op::select) {
    for (const Expr& operand : p.operands)
      if (is(operand, Op::broadcast)) return without_repetition(graph, p, shape);
  }
  if (p.op != Op::broadcast && !shape.on_axis())
    if (const Expr folded = fold(graph, p, shape); folded.valid()) return folded;
  if (commutes(p.op) && precedes(p.operands[1], p.operands[0]))
    return graph.make(p.op, std::array{p.operands[1], p.operands[0]});
  const Candidate candidate{graph, p, shape, p.operands[0], p.operands.size() > 1 ? p.operands[1] : Expr()};
  for (const Rule& rule : rules)
    if (rule.op == p.op)
      if (const Expr simpler = rule.apply(candidate); simpler.valid()) return fit(simpler, shape);
  return {};
}

}  // namespace ansatz::ad
