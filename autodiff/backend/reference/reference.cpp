// The reference executor: slow, obvious, and shares no code with compiled programs, which it judges. It walks the graph
// in number order; `reference_value` is the definition of each operation.
#include <fmt/format.h>

#include <optional>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/program.hpp"
#include "graph/reference_value.hpp"

namespace ansatz::ad {
namespace {

// One evaluation: the given leaves, the number of points of each axis, the values computed so far.
class ReferenceRun {
 public:
  ReferenceRun(std::span<const Expr> inputs, std::span<const std::vector<double>> values, Graph& graph)
      : graph_(graph), points_(graph.axis_count()), values_(graph.size()) {
    if (inputs.size() != values.size())
      throw UserError(
          fmt::format("evaluate_reference: {} inputs but {} vectors of values", inputs.size(), values.size()));
    for (std::size_t i = 0; i < inputs.size(); ++i) take_input(inputs[i], values[i]);
  }

  void evaluate(std::uint32_t id) {
    if (values_[id]) return;
    const Node& node = graph_.node(id);
    std::vector<const ReferenceValue*> operands;
    for (const std::uint32_t operand : graph_.operands(id)) operands.push_back(&*values_[operand]);
    if (node.op == Op::input)
      throw UserError(
          fmt::format("evaluate_reference: no values were given for the input `{}`", graph_.leaf(node.leaf).name));
    values_[id] = operands.empty()
                      ? leaf_value(id, node)
                      : reference_value(node.op, graph_.attributes(id), node.shape, points(node.shape.axis), operands);
  }

  const std::vector<double>& values(std::uint32_t id) const { return values_[id]->values; }

 private:
  void take_input(Expr input, const std::vector<double>& given) {
    const Shape& shape = input.shape();
    const std::size_t count = shape.on_axis() ? given.size() / shape.rows : 1;
    const std::optional<std::size_t>& known = points_[shape.axis.id];
    if (given.size() != shape.size() * count || (shape.on_axis() && known && *known != count))
      throw UserError(
          fmt::format("evaluate_reference: {} values do not make a {}", given.size(), describe(graph_, shape)));
    if (shape.on_axis()) points_[shape.axis.id] = count;
    values_[input.id()].emplace(shape, count);
    values_[input.id()]->values = given;
  }

  ReferenceValue leaf_value(std::uint32_t id, const Node& node) {
    ReferenceValue value(node.shape, 1);
    if (node.op == Op::count)
      value.values[0] = static_cast<double>(points(Axis{node.leaf}));
    else
      value.values.assign(graph_.constant_values(id).begin(), graph_.constant_values(id).end());
    return value;
  }

  std::size_t points(Axis axis) const {
    if (axis == free_axis) return 1;
    if (!points_[axis.id])
      throw UserError(fmt::format("evaluate_reference: no input on axis `{}` tells how many points it has",
                                  graph_.axis_name(axis)));
    return *points_[axis.id];
  }

  Graph& graph_;
  std::vector<std::optional<std::size_t>> points_;
  std::vector<std::optional<ReferenceValue>> values_;
};

}  // namespace

std::vector<std::vector<double>> evaluate_reference(std::span<const Expr> inputs, std::span<const Expr> outputs,
                                                    std::span<const std::vector<double>> input_values) {
  if (outputs.empty()) return {};
  Graph& graph = outputs[0].graph();
  ReferenceRun run(inputs, input_values, graph);
  for (const std::uint32_t id : reachable(outputs, inputs)) run.evaluate(id);
  std::vector<std::vector<double>> results;
  for (const Expr& output : outputs) results.push_back(run.values(output.id()));
  return results;
}

}  // namespace ansatz::ad
