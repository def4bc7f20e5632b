// Forward mode, from graph to graph: one loop over node numbers, upwards. It knows two cases only: an elementwise
// operation, whose partial derivatives stand in elementwise.def, and one that brings its own rule (ops/).
#include <algorithm>

#include "ansatz/autodiff/derivatives.hpp"
#include "derivatives/compositions.hpp"

namespace ansatz::ad {
namespace {

// sum_i (dy / d operand_i) tangent_i.
Expr elementwise_tangent(Expr y, std::span<const std::uint32_t> operands, const Sensitivities& tangents) {
  Expr sum = y.graph().constant(0);
  for (std::size_t i = 0; i < operands.size(); ++i)
    if (tangents.has(operands[i])) sum = sum + elementwise_partial(y, i) * tangents[operands[i]];
  return sum;
}

/// By node number: whether the tangent of an output takes that of the node.
std::vector<char> find_needed(const Graph& graph, std::span<const Expr> outputs, std::span<const std::uint32_t> ids,
                              const Compositions& compositions) {
  std::vector<char> needed(ids.back() + 1, 0);
  for (const Expr& output : outputs) needed[output.id()] = 1;
  for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
    if (!needed[*id]) continue;
    if (compositions.contains(*id))
      needed[compositions.argument(*id)] = 1;
    else
      for (const std::uint32_t operand : graph.operands(*id)) needed[operand] = 1;
  }
  return needed;
}

Expr composed_tangent(Expr y, const Compositions& compositions, const Sensitivities& tangents) {
  const std::uint32_t argument = compositions.argument(y.id());
  const Expr derivative = compositions.derivative(y.id());
  return derivative.valid() && tangents.has(argument) ? derivative * tangents[argument] : y.graph().constant(0);
}

Expr tangent_of(Expr y, const Sensitivities& tangents) {
  const auto pool = y.graph().operands(y.id());
  const std::vector<std::uint32_t> operands(pool.begin(), pool.end());  // making nodes moves the pool
  if (std::none_of(operands.begin(), operands.end(), [&](std::uint32_t id) { return tangents.has(id); }))
    return y.graph().constant(0);
  const StructuralOperation* operation = structural(op_of(y));
  if (operation == nullptr) return elementwise_tangent(y, operands, tangents);
  std::vector<Expr> of_operands;
  for (const std::uint32_t operand : operands)
    of_operands.push_back(tangents.has(operand) ? tangents[operand] : Expr());
  return operation->tangent(y, of_operands);
}

}  // namespace

std::vector<Expr> jvp(std::span<const Expr> outputs, std::span<const Direction> directions) {
  if (outputs.empty()) return {};
  Graph& graph = outputs[0].graph();
  std::vector<Expr> inputs;
  for (const Direction& direction : directions) inputs.push_back(direction.input);
  const std::vector<std::uint32_t> ids = reachable(outputs, inputs);
  Sensitivities tangents(ids.back() + 1);
  std::vector<char> given(ids.back() + 1, 0);
  for (const auto& [input, tangent] : directions) {
    check_repeats(graph, "jvp: the tangent", tangent.shape(), input.shape());
    if (input.id() >= given.size()) continue;
    given[input.id()] = 1;
    tangents.set(input.id(), tangents.has(input.id()) ? tangents[input.id()] + tangent : tangent);
  }
  const Compositions compositions(graph, ids, inputs);
  const std::vector<char> needed = find_needed(graph, outputs, ids, compositions);
  for (const std::uint32_t id : ids) {
    if (given[id] || !needed[id]) continue;
    const Expr y = graph.at(id);
    tangents.set(id, compositions.contains(id) ? composed_tangent(y, compositions, tangents) : tangent_of(y, tangents));
  }
  std::vector<Expr> results;
  for (const Expr& output : outputs)
    results.push_back(fit(tangents.has(output.id()) ? tangents[output.id()] : graph.constant(0), output.shape()));
  return results;
}

Expr jvp(Expr output, Expr input, Expr tangent) {
  const Direction direction{input, tangent};
  return jvp({&output, 1}, {&direction, 1})[0];
}

}  // namespace ansatz::ad
