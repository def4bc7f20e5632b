// Local identities: what a node is turned into while it is made, by looking at its operands and theirs.
#pragma once

#include <optional>

#include "graph/structural.hpp"

namespace ansatz::ad {

/// A simpler expression with the same value and shape as the proposed node; an invalid one if there is none.
Expr simplify(Graph& graph, const Proposal& proposal, const Shape& shape);

/// The number that every component of `x` equals, if `x` is such a constant.
std::optional<double> uniform_value(Expr x);
/// The constant 0 of any shape: a structural zero.
bool is_zero(Expr x);

/// The operation and operand `i` of an expression, as rules and passes read them.
inline Op op_of(Expr x) { return x.graph().node(x.id()).op; }
inline Expr operand_of(Expr x, std::size_t i) { return x.graph().at(x.graph().operands(x.id())[i]); }
/// `x`, repeated to `shape` if it is smaller.
inline Expr fit(Expr x, const Shape& shape) { return x.shape() == shape ? x : broadcast(x, shape); }

}  // namespace ansatz::ad
