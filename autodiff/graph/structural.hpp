// The linear and structural operations: one row each, with everything that differs between them but the
// value kernels. Shapes are checked by `shape`; the derivatives of every order follow from `linear` and
// `transpose` (derivatives.cpp).
#pragma once

#include <span>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

/// How the result depends on the operands, which is how a tangent passes through.
enum class Linearity {
  none,      // a leaf
  separate,  // linear in each operand while the others are held: a tangent replaces its operand
  joint,     // linear in all operands together: the operands are replaced by their tangents
};

/// What is known of a node before it exists.
struct Proposal {
  Op op;
  std::span<const Expr> operands;
  std::uint32_t attribute;
  std::uint32_t attribute2;
  Shape requested;
};

struct StructuralRule {
  Op op;
  Linearity linear;
  /// The shape of the result; throws UserError when the operands do not fit.
  Shape (*shape)(Graph& graph, const Proposal& proposal);
  /// From a cotangent of node `y` (of y's shape) to that of its operand number `i`.
  Expr (*transpose)(Expr y, Expr cotangent, std::size_t i);
};

/// The row of a linear or structural operation; null for an elementwise one or a leaf.
const StructuralRule* structural_rule(Op op);

/// The shape of an elementwise result: rows, columns and axis of one operand repeat to those of another.
Shape elementwise_shape(Graph& graph, Op op, std::span<const Expr> operands);

/// The message of every shape error: "matmul: 3x4 times vector of 5: the inner sizes 4 and 5 differ".
[[noreturn]] void shape_error(Graph& graph, const Proposal& proposal, std::string_view hint);

}  // namespace ansatz::ad
