// How a node is simplified when it is made. Three general rules come first: what repeats is taken out of
// elementwise operations, constants are folded, the operands of commutative operations are ordered. Then the
// identities of the operation are tried (ops/).
#include "graph/identities.hpp"

#include <array>
#include <tuple>
#include <vector>

#include "graph/reference_value.hpp"

namespace ansatz::ad {

std::optional<double> uniform_value(Expr x) {
  while (is_repetition(x)) x = operand_of(x, 0);
  if (op_of(x) != Op::constant || x.shape().size() != 1) return std::nullopt;
  return x.graph().constant_values(x.id())[0];
}

bool is_zero(Expr x) { return uniform_value(x) == 0.0; }

namespace {

bool is_constant(Expr x) { return op_of(x) == Op::constant || (uniform_value(x) && !x.shape().on_axis()); }

// Operands of commutative operations: constants first, then free values, then by number.
bool precedes(Expr a, Expr b) {
  const auto rank = [](Expr x) { return std::tuple(x.shape().on_axis(), !is_constant(x), x.id()); };
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
    if (!is_constant(operand)) return {};
    ReferenceValue& value = values.emplace_back(operand.shape(), 1);
    if (const auto uniform = uniform_value(operand))
      value.values.assign(value.values.size(), *uniform);
    else
      value.values.assign(graph.constant_values(operand.id()).begin(), graph.constant_values(operand.id()).end());
  }
  std::vector<const ReferenceValue*> pointers;
  for (const ReferenceValue& value : values) pointers.push_back(&value);
  return graph.constant(shape.rows, shape.cols,
                        reference_value(p.op, p.attributes, shape, 1, pointers, graph.functions()).values);
}

// Elementwise operations work on what their operands repeat, and repeat the result.
Expr without_repetition(Graph& graph, const Proposal& p, const Shape& shape) {
  std::vector<Expr> operands(p.operands.begin(), p.operands.end());
  for (Expr& operand : operands)
    if (is_repetition(operand)) operand = operand_of(operand, 0);
  return fit(graph.make(p.op, operands, p.attributes), shape);
}

}  // namespace

Expr simplify(Graph& graph, const Proposal& p, const Shape& shape) {
  const StructuralOperation* operation = structural(p.op);
  if (operation == nullptr || operation->componentwise)
    for (const Expr& operand : p.operands)
      if (is_repetition(operand)) return without_repetition(graph, p, shape);
  if ((operation == nullptr || operation->folds) && !shape.on_axis())
    if (const Expr folded = fold(graph, p, shape); folded.valid()) return folded;
  if (commutes(p.op) && precedes(p.operands[1], p.operands[0]))
    return graph.make(p.op, std::array{p.operands[1], p.operands[0]});
  const Candidate candidate{graph, p, shape, p.operands[0], p.operands.size() > 1 ? p.operands[1] : Expr()};
  for (const Rule& rule : operation != nullptr ? operation->identities : elementwise_identities())
    if (rule.op == p.op)
      if (const Expr simpler = rule.apply(candidate); simpler.valid()) return fit(simpler, shape);
  return {};
}

}  // namespace ansatz::ad
