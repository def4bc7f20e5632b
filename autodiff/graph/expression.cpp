// The comfortable way to make nodes: operators and named functions over Graph::make.
#include "ansatz/autodiff/expression.hpp"

#include <array>
#include <string>

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

Graph& graph_of(Op op, std::span<const Expr> operands) {
  for (const Expr& operand : operands)
    if (operand.valid()) return operand.graph();
  throw UserError(fmt::format("{}: an operand is empty; it was never given a formula", info(op).name));
}

/// A number beside an operand of `op`.
Expr number(Op op, Expr like, double value) { return graph_of(op, {&like, 1}).constant(value); }

/// Negative numbers arrive as large ones.
std::string written(std::uint32_t row) {
  const auto number = static_cast<std::int32_t>(row);
  return number < 0 ? std::to_string(number) : std::to_string(row);
}

}  // namespace

Expr make(Op op, std::span<const Expr> operands, Words attributes, Shape requested) {
  return graph_of(op, operands).make(op, operands, attributes, requested);
}

void Expr::refuse_empty() { throw UserError("an expression is empty; it was never given a formula"); }

Shape Expr::shape() const { return graph().node(id_).shape; }

Expr Expr::operator[](std::uint32_t i) const {
  if (i >= shape().rows)
    throw UserError(fmt::format("row {} of a {}: rows are numbered 0 to {}", written(i), describe(graph(), shape()),
                                shape().rows - 1));
  return slice(*this, i, 1);
}

Expr apply(Op op, std::span<const Expr> operands) {
  if (!info(op).elementwise) throw UserError(fmt::format("{}: is not an elementwise operation", info(op).name));
  return make(op, operands);
}

#define ANSATZ_UNARY(name, value, partial, doc) \
  Expr name(Expr x) { return make(Op::name, std::array{x}); }
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) \
  Expr name(Expr a, Expr b) { return make(Op::name, std::array{a, b}); }
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY

Expr operator+(Expr a, Expr b) { return add(a, b); }
Expr operator-(Expr a, Expr b) { return sub(a, b); }
Expr operator*(Expr a, Expr b) { return mul(a, b); }
Expr operator/(Expr a, Expr b) { return div(a, b); }
Expr operator-(Expr a) { return neg(a); }
Expr operator+(Expr a, double b) { return add(a, number(Op::add, a, b)); }
Expr operator+(double a, Expr b) { return add(number(Op::add, b, a), b); }
Expr operator-(Expr a, double b) { return sub(a, number(Op::sub, a, b)); }
Expr operator-(double a, Expr b) { return sub(number(Op::sub, b, a), b); }
Expr operator*(Expr a, double b) { return mul(a, number(Op::mul, a, b)); }
Expr operator*(double a, Expr b) { return mul(number(Op::mul, b, a), b); }
Expr operator/(Expr a, double b) { return div(a, number(Op::div, a, b)); }
Expr operator/(double a, Expr b) { return div(number(Op::div, b, a), b); }
Expr pow(Expr base, double exponent) { return pow(base, number(Op::pow, base, exponent)); }

Expr prod(Expr a) {
  const Shape shape = a.shape();
  if (shape.rows == 1) return shape.cols == 1 ? a : prod(transpose(a));
  const std::uint32_t half = shape.rows / 2;
  const Expr first = slice(a, 0, half), second = slice(a, half, half), all = prod(first * second);
  return shape.rows % 2 == 0 ? all : all * prod(slice(a, shape.rows - 1, 1));
}

Expr mean_points(Expr a) { return sum_points(a) / a.graph().count(a.shape().axis); }

}  // namespace ansatz::ad
