#include "compiled_loss.hpp"

#include <algorithm>

#include "ansatz/autodiff/derivatives.hpp"

namespace ansatz {
namespace {

std::vector<ad::Expr> slope_expressions(const Trial& trial) {
  std::vector<ad::Expr> result;
  for (const Network& network : trial.networks())
    result.insert(result.end(), network.slopes().begin(), network.slopes().end());
  return result;
}

/// Multiplications and additions of the products on an axis among all that the outputs depend on.
double count_gemm_flops(ad::Graph& graph, std::span<const ad::Expr> outputs, std::span<const std::size_t> points) {
  std::vector<bool> needed(graph.size(), false);
  for (const ad::Expr& output : outputs) needed[output.id()] = true;
  double flops = 0;
  for (std::uint32_t id = graph.size(); id-- > 0;) {
    if (!needed[id]) continue;
    const std::span<const std::uint32_t> operands = graph.operands(id);
    for (const std::uint32_t operand : operands) needed[operand] = true;
    const ad::Op op = graph.node(id).op;
    if (op != ad::Op::matmul && op != ad::Op::outer_sum) continue;
    const ad::Shape& a = graph.node(operands[0]).shape;
    const ad::Shape& b = graph.node(operands[1]).shape;
    if (!b.on_axis()) continue;
    const std::size_t inner = op == ad::Op::matmul ? a.cols : b.rows;
    flops += 2.0 * static_cast<double>(a.rows * inner) * static_cast<double>(points[b.axis.id]);
  }
  return flops;
}

}  // namespace

/// The expressions of an evaluation.
struct CompiledLoss::Step {
  explicit Step(const Loss& loss)
      : inputs(loss.trial().parameters().leaves()), outputs(ad::grad(loss.total(), inputs)) {
    for (const auto& batch : loss.batches()) {
      inputs.push_back(batch->coordinates());
      if (batch->normals().valid()) inputs.push_back(batch->normals());
    }
    outputs.push_back(loss.total());
    outputs.insert(outputs.end(), loss.terms().begin(), loss.terms().end());
    outputs.insert(outputs.end(), loss.trial().unknowns().begin(), loss.trial().unknowns().end());
    for (const ad::Expr& slope : slope_expressions(loss.trial())) outputs.push_back(slope);
  }
  std::vector<ad::Expr> inputs, outputs;
};

CompiledLoss::CompiledLoss(const Loss& loss, ad::Precision precision, ad::Workers& workers)
    : CompiledLoss(loss, Step(loss), precision, workers) {}

CompiledLoss::CompiledLoss(const Loss& loss, const Step& step, ad::Precision precision, ad::Workers& workers)
    : theta_(loss.trial().parameters().size()),
      gradient_(theta_.size()),
      terms_(loss.terms().size()),
      unknowns_(loss.trial().unknowns().size()),
      program_(ad::compile(step.inputs, step.outputs, {precision, 0})),
      workspace_(program_, workers) {
  for (const ad::Expr& slope : slope_expressions(loss.trial())) slopes_.emplace_back(slope.shape().size());
  bind(loss);
  gemm_flops_ = count_gemm_flops(loss.graph(), step.outputs, points_);
}

void CompiledLoss::bind(const Loss& loss) {
  for (const ParameterBlock& block : loss.trial().parameters().blocks()) {
    inputs_.push_back(theta_.data() + block.offset);
    outputs_.push_back(gradient_.data() + block.offset);
  }
  points_.assign(loss.graph().axis_count(), 1);
  for (std::size_t g = 0; g < loss.groups().size(); ++g) {
    const PointSet& points = loss.groups()[g].points;
    points_[loss.batches()[g]->axis().id] = points.count;
    inputs_.push_back(points.points.data());
    if (loss.batches()[g]->normals().valid()) inputs_.push_back(points.normals.data());
  }
  outputs_.push_back(&total_);
  for (double& term : terms_) outputs_.push_back(&term);
  for (double& unknown : unknowns_) outputs_.push_back(&unknown);
  for (std::vector<double>& slope : slopes_) outputs_.push_back(slope.data());
}

void CompiledLoss::evaluate(optimise::In theta) {
  if (evaluated_ && std::equal(theta.begin(), theta.end(), theta_.begin(), theta_.end())) return;
  optimise::copy(theta, theta_);
  program_.run(workspace_, points_, inputs_, outputs_);
  evaluated_ = true;
}

double CompiledLoss::value(optimise::In theta) {
  evaluate(theta);
  return total_;
}

double CompiledLoss::value_and_gradient(optimise::In theta, optimise::Out gradient) {
  evaluate(theta);
  optimise::copy(gradient_, gradient);
  return total_;
}

}  // namespace ansatz
