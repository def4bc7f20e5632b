// The identities that take more than a line: integer powers, and rows that are cut and put below each other.
#include "graph/patterns.hpp"

#include <array>
#include <vector>

namespace ansatz::ad::patterns {
namespace {

Expr power(Expr x, int exponent) {
  if (exponent == 1) return x;
  const Expr half = power(x, exponent / 2);
  return exponent % 2 == 0 ? half * half : half * half * x;
}

bool continues(Expr a, Expr b) {  // slices of one value where b begins below the end of a
  return is(a, Op::slice) && is(b, Op::slice) && l(a) == l(b) && first_row(b) == first_row(a) + a.shape().rows;
}

}  // namespace

// sum + sign * x, where a term of the sum is a multiple of what x is a multiple of.
Expr with_term(Expr sum, Expr x, double sign) {
  const Scaled left = scaled(l(sum)), right = scaled(r(sum)), added = scaled(x);
  const double right_sign = is(sum, Op::add) ? 1 : -1;
  if (left.rest == added.rest) {
    const Expr term = (left.factor + sign * added.factor) * added.rest;
    return right_sign > 0 ? term + r(sum) : term - r(sum);
  }
  const double factor = right_sign * right.factor + sign * added.factor;
  return factor < 0 ? l(sum) - -factor * added.rest : l(sum) + factor * added.rest;
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
      if (row < n.first() || end > wanted_end) return Expr();
      parts.push_back(part);
    }
    row = end;
  }
  return concat(parts);
}

Expr slice_of_pad(const Candidate& n) {
  const std::uint32_t begin = first_row(n.a), end = begin + l(n.a).shape().rows, wanted_end = n.first() + n.shape.rows;
  if (wanted_end <= begin || n.first() >= end) return n.c(0);
  return begin <= n.first() && wanted_end <= end ? slice(l(n.a), n.first() - begin, n.shape.rows) : Expr();
}

Expr slice_of_broadcast(const Candidate& n) {
  const Expr x = l(n.a);
  return x.shape().rows == 1 ? x : slice(x, n.first(), n.shape.rows);
}

bool adjacent(Expr a, Expr b) {  // pads of one column where b begins below the end of a
  return is(a, Op::pad) && is(b, Op::pad) && first_row(b) == first_row(a) + l(a).shape().rows;
}

Expr join_pads(Expr a, Expr b) { return pad(concat(std::array{l(a), l(b)}), first_row(a), a.shape().rows); }

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
  return parts.size() == n.node.operands.size() ? Expr() : concat(parts);
}

}  // namespace ansatz::ad::patterns
