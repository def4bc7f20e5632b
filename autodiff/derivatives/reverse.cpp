// Reverse mode, from graph to graph: one loop over node numbers, downwards, over the same two cases as
// forward mode (forward.cpp).
#include "derivatives/reverse.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "derivatives/compositions.hpp"

namespace ansatz::ad {
namespace {

// The sum of `x` over the rows, or over the columns, of a free matrix or a value at points.
Expr sum_rows(Expr x) {
  if (x.shape().cols == 1) return sum(x);
  return matmul(broadcast(x.graph().constant(1), {1, x.shape().rows, free_axis}), x);
}
Expr sum_columns(Expr x) {
  if (x.shape().rows == 1) return sum(x);
  return matmul(x, broadcast(x.graph().constant(1), {x.shape().cols, 1, free_axis}));
}

// `cotangent` belongs to a value of shape `from` that repeats one of shape `to`: sums over the repetitions.
Expr reduce(Expr cotangent, const Shape& from, const Shape& to, FreeCotangent free_cotangent) {
  if (from.on_axis() && !to.on_axis() && free_cotangent == FreeCotangent::summed)
    cotangent = sum_points(fit(cotangent, {cotangent.shape().rows, 1, from.axis}));
  if (from.rows > 1 && to.rows == 1)
    cotangent = sum_rows(fit(cotangent, {from.rows, cotangent.shape().cols, cotangent.shape().axis}));
  if (from.cols > 1 && to.cols == 1)
    cotangent = sum_columns(fit(cotangent, {cotangent.shape().rows, from.cols, cotangent.shape().axis}));
  return cotangent;
}

}  // namespace

Expr contribution(Expr y, Expr cotangent, std::size_t i, FreeCotangent free_cotangent) {
  const Shape shape = y.shape(), target = operand_of(y, i).shape();
  const StructuralOperation* operation = structural(op_of(y));
  if (operation == nullptr) return reduce(elementwise_partial(y, i) * cotangent, shape, target, free_cotangent);
  const Expr transposed = operation->transpose(y, fit_columns(cotangent, shape), i);
  if (operation->used_as == nullptr) return transposed;
  return reduce(transposed, operation->used_as(y, i), target, free_cotangent);
}

std::vector<char> depends_on(std::span<const Expr> inputs, std::span<const std::uint32_t> ids, const Graph& graph) {
  std::vector<char> depends(ids.empty() ? 0 : ids.back() + 1, 0);
  for (const Expr& input : inputs)
    if (input.id() < depends.size()) depends[input.id()] = 1;
  for (const std::uint32_t id : ids)
    for (const std::uint32_t operand : graph.operands(id)) depends[id] |= depends[operand];
  return depends;
}

std::vector<Expr> vjp(std::span<const Expr> outputs, std::span<const Expr> cotangents, std::span<const Expr> inputs) {
  if (inputs.empty()) return {};
  if (outputs.size() != cotangents.size())
    throw UserError(fmt::format("vjp: {} outputs but {} cotangents", outputs.size(), cotangents.size()));
  Graph& graph = inputs[0].graph();
  const std::vector<std::uint32_t> ids = reachable(outputs, inputs);
  const std::vector<char> depends = depends_on(inputs, ids, graph);
  std::vector<std::vector<Expr>> contributions(depends.size());
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    check_repeats(graph, "vjp: the cotangent", cotangents[k].shape(), outputs[k].shape());
    contributions[outputs[k].id()].push_back(cotangents[k]);
  }
  const Compositions compositions(graph, ids, inputs);
  Sensitivities results(depends.size());
  std::vector<char> is_input(depends.size(), 0);
  for (const Expr& input : inputs)
    if (input.id() < is_input.size()) is_input[input.id()] = 1;

  for (auto position = ids.rbegin(); position != ids.rend(); ++position) {
    const std::uint32_t id = *position;
    if (!depends[id] || contributions[id].empty()) continue;
    const Expr y = graph.at(id), cotangent = total(contributions[id]);
    contributions[id].clear();
    if (is_input[id]) results.set(id, cotangent);
    if (is_input[id] || is_zero(cotangent)) continue;
    if (compositions.contains(id)) {
      if (const Expr derivative = compositions.derivative(id); derivative.valid())
        contributions[compositions.argument(id)].push_back(derivative * cotangent);
      continue;
    }
    for (std::size_t i = 0; i < graph.operands(id).size(); ++i)
      if (const std::uint32_t operand = graph.operands(id)[i]; depends[operand])
        contributions[operand].push_back(contribution(y, cotangent, i, FreeCotangent::summed));
  }
  std::vector<Expr> gradients;
  for (const Expr& input : inputs)
    gradients.push_back(fit(results.has(input.id()) ? results[input.id()] : graph.constant(0), input.shape()));
  return gradients;
}

}  // namespace ansatz::ad
