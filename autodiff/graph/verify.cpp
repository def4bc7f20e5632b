#include "graph/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <set>
#include <tuple>

#include "ansatz/autodiff/error.hpp"
#include "graph/identities.hpp"

namespace ansatz::ad {
namespace {

[[noreturn]] void fault(const Graph& graph, std::uint32_t id, std::string_view what) {
  throw InternalFault(fmt::format("node {} ({}): {}", id, info(graph.node(id).op).name, what));
}

void verify_operands(Graph& graph, std::uint32_t id) {
  const OperationInfo& entry = info(graph.node(id).op);
  const auto operands = graph.operands(id);
  if (entry.arity >= 0 && operands.size() != static_cast<std::size_t>(entry.arity))
    fault(graph, id, "has the wrong number of operands");
  for (const std::uint32_t operand : operands) {
    if (operand >= id) fault(graph, id, "uses a node with a larger number");
    if (entry.elementwise && is_repetition(graph.at(operand))) fault(graph, id, "works on a repetition");
  }
}

void verify_shape(Graph& graph, std::uint32_t id) {
  const Node& node = graph.node(id);
  std::vector<Expr> operands;
  for (const std::uint32_t operand : graph.operands(id)) operands.push_back(graph.at(operand));
  const StructuralOperation* operation = structural(node.op);
  const Proposal proposal{node.op, operands, graph.attributes(id), node.shape};
  const Shape shape = operation != nullptr        ? operation->shape(graph, proposal)
                      : info(node.op).elementwise ? elementwise_shape(graph, node.op, operands)
                                                  : node.shape;
  if (shape != node.shape) fault(graph, id, "has a shape that its operands do not give it");
  if (shape.size() == 0 || (shape.on_axis() && shape.cols != 1) || shape.axis.id >= graph.axis_count())
    fault(graph, id, "has a shape that no value can have");
  if (node.shape.extents.given() && (node.shape.cols != 1 || node.shape.extents.rows() != node.shape.rows))
    fault(graph, id, "has extents that are not those of its rows");
}

void verify_leaf(const Graph& graph, std::uint32_t id) {
  const Node& node = graph.node(id);
  if (node.op == Op::input && (graph.leaf(node.leaf).node != id || graph.leaf(node.leaf).shape != node.shape))
    fault(graph, id, "is not the leaf it says it is");
  if (node.op != Op::constant || node.shape.size() == 1) return;
  const auto values = graph.constant_values(id);
  if (std::all_of(values.begin(), values.end(), [&](double value) { return value == values[0]; }))
    fault(graph, id, "is a constant of equal components that is not the repetition of one");
}

}  // namespace

void verify(Graph& graph) {
  using Content = std::tuple<Op, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::vector<std::uint32_t>,
                             std::vector<std::uint32_t>, std::vector<std::uint64_t>>;
  std::set<Content> seen;
  for (std::uint32_t id = 0; id < graph.size(); ++id) {
    verify_operands(graph, id);
    verify_shape(graph, id);
    verify_leaf(graph, id);
    const Node& node = graph.node(id);
    const auto operands = graph.operands(id), attributes = graph.attributes(id);
    const bool constant = node.op == Op::constant;
    const auto values = constant ? graph.constant_values(id) : std::span<const double>();
    std::vector<std::uint64_t> bits;  // of numbers, so that NaN equals itself
    for (const double value : values) bits.push_back(std::bit_cast<std::uint64_t>(value));
    const Content content{node.op,
                          node.shape.rows,
                          node.shape.cols,
                          node.shape.axis.id,
                          constant ? 0 : node.leaf,
                          {attributes.begin(), attributes.end()},
                          {operands.begin(), operands.end()},
                          std::move(bits)};
    if (!seen.insert(content).second) fault(graph, id, "has the content of an earlier node");
  }
}

}  // namespace ansatz::ad
