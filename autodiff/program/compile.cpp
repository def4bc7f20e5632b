// From expressions to a program: what is asked for is checked, then a back end makes something that runs.
#include <fmt/format.h>

#include <set>

#include "ansatz/autodiff/error.hpp"
#include "backend/backends.hpp"
#include "program/contents.hpp"

namespace ansatz::ad {
namespace {

/// The graph of all of them; null where there are none.
const Graph* graph_of(std::span<const Expr> inputs, std::span<const Expr> outputs) {
  const Graph* graph = nullptr;
  for (const std::span<const Expr> list : {inputs, outputs})
    for (const Expr& expression : list) {
      if (!expression.valid()) throw UserError("compile: an input or output is empty; it was never given a formula");
      if (graph != nullptr && graph != &expression.graph())
        throw UserError("compile: the inputs and outputs belong to different graphs; one program needs one graph");
      graph = &expression.graph();
    }
  return graph;
}

void check_leaves(const Graph& graph, std::span<const Expr> inputs, const std::vector<std::uint32_t>& used) {
  std::set<std::uint32_t> given;
  for (const Expr& input : inputs) {
    const Op op = graph.node(input.id()).op;
    if (op != Op::input)
      throw UserError(
          fmt::format("compile: an input is a {}; only parameters and inputs at points can be given", info(op).name));
    if (!given.insert(input.id()).second)
      throw UserError(fmt::format("compile: input `{}` is named twice; it has one value",
                                  graph.leaf(graph.node(input.id()).leaf).name));
  }
  std::string missing;
  for (const std::uint32_t id : used) {
    const Node& node = graph.node(id);
    if (node.op != Op::input || given.contains(id)) continue;
    missing += fmt::format("{}`{}`", missing.empty() ? "" : ", ", graph.leaf(node.leaf).name);
  }
  if (!missing.empty())
    throw UserError(fmt::format("compile: the outputs depend on {}, which is not among the inputs", missing));
}

/// Axes whose number of points matters.
std::vector<std::uint32_t> axes_of(const Graph& graph, const std::vector<std::uint32_t>& used) {
  std::set<std::uint32_t> axes;
  for (const std::uint32_t id : used) {
    const Node& node = graph.node(id);
    if (node.shape.on_axis()) axes.insert(node.shape.axis.id);
    if (node.op == Op::count) axes.insert(node.leaf);
  }
  return {axes.begin(), axes.end()};
}

}  // namespace

Program compile(std::span<const Expr> inputs, std::span<const Expr> outputs, const CompileOptions& options) {
  const Backend& backend = find_backend(options.backend);
  const Graph* graph = graph_of(inputs, outputs);
  if (outputs.empty()) throw UserError("compile: there is no output; a program needs something to compute");
  auto contents = std::make_unique<Program::Contents>();
  const std::vector<std::uint32_t> used = reachable(outputs);
  check_leaves(*graph, inputs, used);
  for (const Expr& input : inputs)
    contents->inputs.push_back({graph, input.id(), graph->leaf(graph->node(input.id()).leaf).name, input.shape()});
  for (const Expr& output : outputs) contents->output_shapes.push_back(output.shape());
  for (std::uint32_t axis = 0; axis < graph->axis_count(); ++axis) contents->axes.push_back(graph->axis_name({axis}));
  contents->used_axes = axes_of(*graph, used);
  contents->executable = backend.compile(inputs, outputs, options);
  return Program(std::move(contents));
}

Program compile(std::initializer_list<Expr> inputs, std::initializer_list<Expr> outputs,
                const CompileOptions& options) {
  return compile(std::span(inputs.begin(), inputs.size()), std::span(outputs.begin(), outputs.size()), options);
}

std::vector<std::vector<double>> evaluate_reference(std::span<const Expr> inputs, std::span<const Expr> outputs,
                                                    std::span<const std::vector<double>> input_values) {
  return compile(inputs, outputs, {.backend = "reference"})(input_values);
}

}  // namespace ansatz::ad
