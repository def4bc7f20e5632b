#include "ansatz/autodiff/rebuild.hpp"

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/autodiff/error.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

Expr copy_leaf(Graph& source, Graph& target, std::uint32_t id) {
  if (&source == &target) return source.at(id);
  const Node node = source.node(id);
  if (node.op != Op::constant) throw InternalFault("rebuild: a leaf has no replacement in the other graph");
  return target.constant(node.shape.rows, node.shape.cols, source.constant_values(id));
}

}  // namespace

std::vector<Expr> rebuild(std::span<const Expr> outputs, Graph& target, Replacements replacements) {
  if (outputs.empty()) return {};
  Graph& source = outputs[0].graph();
  std::vector<Expr> parts;
  for (const auto& [id, value] : replacements) {
    if (&value.graph() != &target) throw UserError("rebuild: a replacement belongs to another graph");
    parts.push_back(source.at(id));
  }
  for (const std::uint32_t id : reachable(outputs, parts)) {
    if (replacements.count(id) != 0) continue;
    const Node node = source.node(id);  // a copy: making nodes moves the arena
    Expr& made = replacements[id];
    if (info(node.op).arity == 0) {
      made = copy_leaf(source, target, id);
      continue;
    }
    std::vector<Expr> operands;
    for (const std::uint32_t operand : source.operands(id)) operands.push_back(replacements.at(operand));
    if (const UserFunction* form = form_of<UserFunction>(node.op))
      made = apply_function(Elementwise(source.functions()[form->number(source.attributes(id))]), operands);
    else
      made = target.make(node.op, operands, source.attributes(id), node.shape);
  }
  std::vector<Expr> rebuilt;
  for (const Expr& e : outputs) rebuilt.push_back(replacements.at(e.id()));
  return rebuilt;
}

Expr substitute(Expr e, Expr part, Expr value) {
  if (&part.graph() != &e.graph()) throw UserError("substitute: the part belongs to another graph");
  return rebuild(std::span(&e, 1), e.graph(), {{part.id(), value}})[0];
}

}  // namespace ansatz::ad
