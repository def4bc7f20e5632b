#include "ops/tangents.hpp"

namespace ansatz::ad {

std::vector<Expr> operands_of(Expr y) {
  std::vector<Expr> operands;
  for (std::size_t i = 0; i < operand_count(y); ++i) operands.push_back(operand_of(y, i));
  return operands;
}

Expr made_again(Expr y, std::span<const Expr> operands) {
  Graph& graph = y.graph();
  return graph.make(op_of(y), operands, graph.attributes(y.id()), y.shape());
}

Expr tangent_of_each(Expr y, std::span<const Expr> tangents) {
  Expr sum = y.graph().constant(0);
  const std::vector<Expr> operands = operands_of(y);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!tangents[i].valid()) continue;
    std::vector<Expr> replaced = operands;
    replaced[i] = fit_columns(tangents[i], operands[i].shape());
    sum = sum + made_again(y, replaced);
  }
  return sum;
}

Expr tangent_of_operand(Expr y, std::span<const Expr> tangents, std::size_t i) {
  const Expr tangent = tangents[i].valid() ? tangents[i] : y.graph().constant(0);
  return fit_columns(tangent, operand_of(y, i).shape());
}

Expr tangent_of_all(Expr y, std::span<const Expr> tangents) {
  std::vector<Expr> replaced;
  for (std::size_t i = 0; i < tangents.size(); ++i) replaced.push_back(tangent_of_operand(y, tangents, i));
  return made_again(y, replaced);
}

}  // namespace ansatz::ad
