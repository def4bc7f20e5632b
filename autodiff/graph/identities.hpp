// Local identities: what a node is turned into while it is made, by looking at its operands and theirs. The machinery;
// the identities themselves stand with the operations (ops/).
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "graph/structural.hpp"

namespace ansatz::ad {

/// What a rule sees: the node that is about to exist. Rules return an expression of its shape, or one that
/// repeats to it, or none.
struct Candidate {
  Graph& graph;
  const Proposal& node;
  const Shape& shape;
  Expr a, b;  // the first two operands, where there are that many

  Expr c(double value) const { return graph.constant(value); }
};

/// An identity: where it applies, what it says, and the simpler expression, or none.
struct Rule {
  Op op;
  std::string_view formula;
  Expr (*apply)(const Candidate&);
};

/// A simpler expression with the same value and shape as the proposed node; an invalid one if there is none.
Expr simplify(Graph& graph, const Proposal& proposal, const Shape& shape);

/// The number that every component of `x` equals, if `x` is such a constant.
std::optional<double> uniform_value(Expr x);
/// The constant 0 of any shape: a structural zero.
bool is_zero(Expr x);

/// The operation and operand `i` of an expression, as rules and passes read them.
inline Op op_of(Expr x) { return x.graph().node(x.id()).op; }
inline Expr operand_of(Expr x, std::size_t i) { return x.graph().at(x.graph().operands(x.id())[i]); }
inline std::size_t operand_count(Expr x) { return x.graph().node(x.id()).operand_count; }
/// The attributes of an expression whose operation has the struct `A` of them.
template <class A>
A attributes_of(Expr x) {
  return attributes_in<A>(x.graph().attributes(x.id()));
}

/// Whether the value is that of an operand, repeated.
inline bool is_repetition(Expr x) {
  const StructuralOperation* operation = structural(op_of(x));
  return operation != nullptr && operation->repeats;
}
/// `x`, repeated to `shape` if it is smaller.
inline Expr fit(Expr x, const Shape& shape) { return x.shape() == shape ? x : broadcast(x, shape); }
/// `x` with as many rows and columns as `like`; what is the same at all points stays so.
inline Expr fit_columns(Expr x, const Shape& like) { return fit(x, {like.rows, like.cols, x.shape().axis}); }

}  // namespace ansatz::ad
