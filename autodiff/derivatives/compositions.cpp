#include "derivatives/compositions.hpp"

#include <numeric>

#include "derivatives/reverse.hpp"

namespace ansatz::ad {
namespace {
constexpr std::uint32_t none = ~std::uint32_t{0};
}

Compositions::Compositions(Graph& graph, std::span<const std::uint32_t> ids, std::span<const Expr> inputs)
    : argument_(ids.empty() ? 0 : ids.back() + 1), derivative_(argument_.size()) {
  std::iota(argument_.begin(), argument_.end(), 0u);
  const std::vector<char> depends = depends_on(inputs, ids, graph);
  std::vector<char> is_input(argument_.size(), 0);
  for (const Expr& input : inputs)
    if (input.id() < is_input.size()) is_input[input.id()] = 1;
  for (const std::uint32_t id : ids) {
    const Expr y = graph.at(id);
    if (!depends[id] || is_input[id] || !info(op_of(y)).elementwise || !y.shape().on_axis()) continue;
    argument_[id] = find_argument(y);
    if (argument_[id] != id) derivative_[id] = differentiate(y);
  }
}

/// The closest value that y and all its operands but constants are functions of; y itself where there is none.
std::uint32_t Compositions::find_argument(Expr y) const {
  std::uint32_t argument = y.id();
  for (std::size_t i = 0; i < y.graph().operands(y.id()).size(); ++i) {
    const Expr operand = operand_of(y, i);
    if (op_of(operand) == Op::constant) continue;
    if (operand.shape() != y.shape()) return y.id();
    const bool first = argument == y.id();
    argument = first ? operand.id() : common_argument(argument, operand.id());
    if (argument == none) return y.id();
  }
  return argument;
}

/// An argument has a smaller number than its function, so the larger of two different numbers is never common.
std::uint32_t Compositions::common_argument(std::uint32_t a, std::uint32_t b) const {
  while (a != b) {
    std::uint32_t& later = a > b ? a : b;
    if (argument_[later] == later) return none;
    later = argument_[later];
  }
  return a;
}

/// factor * dy / d argument, by the chain rule over the compositions between.
Expr Compositions::derivative_along(std::uint32_t y, std::uint32_t argument, Expr factor) const {
  for (; y != argument; y = argument_[y]) {
    if (!derivative_[y].valid()) return factor.graph().constant(0);
    factor = factor * derivative_[y];
  }
  return factor;
}

Expr Compositions::differentiate(Expr y) const {
  Expr sum = y.graph().constant(0);
  for (std::size_t i = 0; i < y.graph().operands(y.id()).size(); ++i)
    if (const Expr operand = operand_of(y, i); op_of(operand) != Op::constant)
      sum = sum + derivative_along(operand.id(), argument_[y.id()], elementwise_partial(y, i));
  return is_zero(sum) ? Expr() : sum;
}

}  // namespace ansatz::ad
