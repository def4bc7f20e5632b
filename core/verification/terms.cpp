#include "verification/terms.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <span>

#include "ansatz/autodiff/operation.hpp"

namespace ansatz {
namespace {

bool is_number(ad::Graph& graph, std::uint32_t node) {
  return graph.node(node).op == ad::Op::constant && graph.node(node).shape.size() == 1;
}

}  // namespace

std::vector<ad::Expr> terms_of(ad::Expr sum, const std::set<std::uint32_t>& whole) {
  ad::Graph& graph = sum.graph();
  std::vector<ad::Expr> terms;
  // What is still to be looked at, and what it is multiplied with. Operands come before their results in a graph, so
  // from the last node down all that a node is multiplied with is known: a sum that is shared is visited once.
  std::map<std::uint32_t, double, std::greater<>> left{{sum.id(), 1}};
  while (!left.empty()) {
    const auto [node, factor] = *left.begin();
    left.erase(left.begin());
    const std::span<const std::uint32_t> operands = graph.operands(node);
    const ad::Op op = graph.node(node).op;
    if (whole.count(node) != 0) {
      terms.push_back(factor * graph.at(node));
    } else if (op == ad::Op::add || op == ad::Op::sub) {
      left[operands[0]] += factor;
      left[operands[1]] += op == ad::Op::add ? factor : -factor;
    } else if (op == ad::Op::neg || op == ad::Op::broadcast) {
      left[operands[0]] += op == ad::Op::neg ? -factor : factor;
    } else if (op == ad::Op::mul && is_number(graph, operands[0])) {
      left[operands[1]] += factor * graph.constant_values(operands[0])[0];
    } else if (op == ad::Op::mul && is_number(graph, operands[1])) {
      left[operands[0]] += factor * graph.constant_values(operands[1])[0];
    } else {
      terms.push_back(factor * graph.at(node));
    }
  }
  return terms;
}

}  // namespace ansatz
