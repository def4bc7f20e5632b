// One row for each linear or structural operation: see structural.hpp.
//
// Transposes return the cotangent in the shape of the *result of using* the operand; a free operand of a
// value at points receives a value at points here, and derivatives.cpp sums it.
#include "graph/structural.hpp"

#include <array>

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::ad {
namespace {

// --- shapes -----------------------------------------------------------------------------------------

Shape matmul_shape(Graph& g, const Proposal& p) {
  const Shape &a = p.operands[0].shape(), &b = p.operands[1].shape();
  if (a.on_axis()) shape_error(g, p, "the left factor must be free, the same at all points; did you mean a * b?");
  if (a.cols != b.rows)
    shape_error(
        g, p, fmt::format("the inner sizes {} and {} differ; the right factor needs {} rows", a.cols, b.rows, a.cols));
  return {a.rows, b.cols, b.axis};
}

Shape transpose_shape(Graph& g, const Proposal& p) {
  const Shape& a = p.operands[0].shape();
  if (a.on_axis()) shape_error(g, p, "only a free matrix can be transposed; a value at points is always a column");
  return {a.cols, a.rows, free_axis};
}

Shape sum_points_shape(Graph& g, const Proposal& p) {
  const Shape& a = p.operands[0].shape();
  if (!a.on_axis()) shape_error(g, p, "the value is free, so there are no points to sum over; did you mean sum?");
  return {a.rows, 1, free_axis};
}

Shape sum_shape(Graph&, const Proposal& p) { return {1, 1, p.operands[0].shape().axis}; }

Shape broadcast_shape(Graph& g, const Proposal& p) {
  const Shape &a = p.operands[0].shape(), &to = p.requested;
  const bool fits = (a.rows == to.rows || a.rows == 1) && (a.cols == to.cols || a.cols == 1) &&
                    (a.axis == to.axis || !a.on_axis()) && to.rows > 0 && to.cols > 0 &&
                    (!to.on_axis() || to.cols == 1);
  if (!fits)
    shape_error(g, p,
                fmt::format("cannot be repeated to {}; a single row, a single column and a free value can be",
                            describe(g, to)));
  return to;
}

Shape slice_shape(Graph& g, const Proposal& p) {
  const Shape& a = p.operands[0].shape();
  const std::uint64_t first = p.attribute, rows = p.requested.rows;
  if (rows == 0 || first + rows > a.rows)
    shape_error(g, p,
                fmt::format("rows {} to {} were asked for, of rows 0 to {}", first, first + rows - 1, a.rows - 1));
  return {p.requested.rows, a.cols, a.axis};
}

Shape pad_shape(Graph& g, const Proposal& p) {
  const Shape& a = p.operands[0].shape();
  if (std::uint64_t{p.attribute} + a.rows > p.attribute2)
    shape_error(g, p, fmt::format("{} rows from row {} on do not fit into {} rows", a.rows, p.attribute, p.attribute2));
  return {p.attribute2, a.cols, a.axis};
}

Shape concat_shape(Graph& g, const Proposal& p) {
  if (p.operands.empty()) throw UserError("concat: no parts were given; at least one is needed");
  Shape result = p.operands[0].shape();
  for (const Expr& part : p.operands.subspan(1)) {
    const Shape& shape = part.shape();
    if (shape.cols != result.cols)
      shape_error(g, p,
                  fmt::format("parts below each other need equal columns, not {} and {}", result.cols, shape.cols));
    if (shape.on_axis() && result.on_axis() && shape.axis != result.axis)
      shape_error(g, p, "values at the points of two different axes cannot be combined");
    if (shape.on_axis()) result.axis = shape.axis;
    result.rows += shape.rows;
  }
  return result;
}

Shape outer_sum_shape(Graph& g, const Proposal& p) {
  const Shape &a = p.operands[0].shape(), &b = p.operands[1].shape();
  if (a.cols != 1 || b.cols != 1) shape_error(g, p, "both operands must be columns");
  if (a.on_axis() && b.on_axis() && a.axis != b.axis)
    shape_error(g, p, "values at the points of two different axes cannot be combined");
  if (!a.on_axis() && !b.on_axis())
    shape_error(g, p, "neither operand varies over points, so there is nothing to sum; use matmul(a, transpose(b))");
  return {a.rows, b.rows, free_axis};
}

Shape select_shape(Graph& g, const Proposal& p) { return elementwise_shape(g, p.op, p.operands); }

// --- transposes -------------------------------------------------------------------------------------

Expr operand(Expr y, std::size_t i) { return y.graph().at(y.graph().operands(y.id())[i]); }

Expr matmul_transpose(Expr y, Expr cotangent, std::size_t i) {
  const Expr a = operand(y, 0), b = operand(y, 1);
  if (i == 1) return matmul(transpose(a), cotangent);
  return y.shape().on_axis() ? outer_sum(cotangent, b) : matmul(cotangent, transpose(b));
}

Expr transpose_transpose(Expr, Expr cotangent, std::size_t) { return transpose(cotangent); }

// sum, sum_points: every summand receives the cotangent.
Expr sum_transpose(Expr y, Expr cotangent, std::size_t) {
  Shape shape = operand(y, 0).shape();
  if (!shape.on_axis()) shape.axis = cotangent.shape().axis;
  return broadcast(cotangent, shape);
}

// The summation over what was repeated is done by the caller, who does it for every implicit repetition.
Expr broadcast_transpose(Expr, Expr cotangent, std::size_t) { return cotangent; }

Expr slice_transpose(Expr y, Expr cotangent, std::size_t) {
  return pad(cotangent, y.graph().node(y.id()).attribute, operand(y, 0).shape().rows);
}

Expr pad_transpose(Expr y, Expr cotangent, std::size_t) {
  return slice(cotangent, y.graph().node(y.id()).attribute, operand(y, 0).shape().rows);
}

Expr concat_transpose(Expr y, Expr cotangent, std::size_t i) {
  std::uint32_t first = 0;
  for (std::size_t k = 0; k < i; ++k) first += operand(y, k).shape().rows;
  return slice(cotangent, first, operand(y, i).shape().rows);
}

// y = sum_p a_p b_p^T, so the cotangent of a_p is (cotangent b_p), that of b_p (cotangent^T a_p).
Expr outer_sum_transpose(Expr y, Expr cotangent, std::size_t i) {
  return i == 0 ? matmul(cotangent, operand(y, 1)) : matmul(transpose(cotangent), operand(y, 0));
}

Expr select_transpose(Expr y, Expr cotangent, std::size_t i) {
  const Expr condition = operand(y, 0), zero = y.graph().constant(0);
  return i == 0 ? zero : i == 1 ? select(condition, cotangent, zero) : select(condition, zero, cotangent);
}

constexpr auto table = std::to_array<StructuralRule>({
    {Op::matmul, Linearity::separate, matmul_shape, matmul_transpose},
    {Op::transpose, Linearity::separate, transpose_shape, transpose_transpose},
    {Op::sum_points, Linearity::separate, sum_points_shape, sum_transpose},
    {Op::sum, Linearity::separate, sum_shape, sum_transpose},
    {Op::broadcast, Linearity::separate, broadcast_shape, broadcast_transpose},
    {Op::slice, Linearity::separate, slice_shape, slice_transpose},
    {Op::pad, Linearity::separate, pad_shape, pad_transpose},
    {Op::concat, Linearity::joint, concat_shape, concat_transpose},
    {Op::outer_sum, Linearity::separate, outer_sum_shape, outer_sum_transpose},
    {Op::select, Linearity::joint, select_shape, select_transpose},
});

}  // namespace

const StructuralRule* structural_rule(Op op) {
  for (const StructuralRule& rule : table)
    if (rule.op == op) return &rule;
  return nullptr;
}

}  // namespace ansatz::ad
