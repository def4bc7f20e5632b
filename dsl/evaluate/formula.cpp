#include "evaluate/formula.hpp"

#include <algorithm>

#include "ansatz/autodiff/rebuild.hpp"

namespace ansatz::dsl {

std::vector<std::size_t> Formula::leaves_of(const SymbolicScope& scope, std::span<const ad::Expr> outputs) {
  std::vector<std::size_t> leaves;
  for (const ad::Expr e : outputs) {
    const std::vector<std::size_t> direct = scope.direct_leaves(e);
    leaves.insert(leaves.end(), direct.begin(), direct.end());
  }
  std::sort(leaves.begin(), leaves.end());
  leaves.erase(std::unique(leaves.begin(), leaves.end()), leaves.end());
  return leaves;
}

ad::Program Formula::build(const SymbolicScope& scope, std::span<const ad::Expr> outputs, bool along_axis,
                           const std::vector<bool>& varying) {
  outputs_ = outputs.size();
  ad::Graph graph;
  const ad::Axis axis = axis_ = graph.axis("points");
  ad::Replacements replacements;
  std::vector<ad::Expr> inputs;
  for (std::size_t i = 0; i < leaves_.size(); ++i) {
    inputs.push_back(varying[i] ? graph.input("x", 1, axis) : graph.parameter("c"));
    replacements[scope.leaf(leaves_[i]).leaf.id()] = inputs.back();
  }
  std::vector<ad::Expr> copies = ad::rebuild(outputs, graph, std::move(replacements));
  if (along_axis)
    for (ad::Expr& copy : copies) copy = ad::broadcast(copy, {1, 1, axis});
  return ad::compile(inputs, copies);
}

void Formula::run(ad::Workspace& workspace, std::span<const double* const> inputs, std::size_t count,
                  double* values) const {
  std::vector<double*> targets(outputs_);
  for (std::size_t k = 0; k < outputs_; ++k) targets[k] = values + k * count;
  const ad::PointCount points[] = {{axis_, count}};
  program_.run(workspace, points, inputs, targets);
}

}  // namespace ansatz::dsl
