#include "compiled_loss.hpp"

#include <algorithm>

#include "ansatz/autodiff/derivatives.hpp"
#include "workers.hpp"

namespace ansatz {
namespace {

std::vector<ad::Expr> slope_expressions(const Trial& trial) {
  std::vector<ad::Expr> result;
  for (const Network& network : trial.networks())
    result.insert(result.end(), network.slopes().begin(), network.slopes().end());
  return result;
}

/// The number of points of every axis.
std::vector<std::size_t> points_by_axis(const Loss& loss) {
  std::vector<std::size_t> points(loss.graph().axis_count(), 1);
  for (std::size_t g = 0; g < loss.groups().size(); ++g)
    points[loss.batches()[g]->axis().id] = loss.groups()[g].points.count;
  return points;
}

}  // namespace

/// The expressions of an evaluation.
struct CompiledLoss::Step {
  explicit Step(const Loss& loss)
      : inputs(loss.trial().parameters().leaves()), outputs(ad::grad(loss.total(), inputs)) {
    for (const auto& batch : loss.batches())
      for (const ad::Expr& leaf : batch->leaves()) inputs.push_back(leaf);
    outputs.push_back(loss.total());
    outputs.insert(outputs.end(), loss.terms().begin(), loss.terms().end());
    outputs.insert(outputs.end(), loss.trial().unknowns().begin(), loss.trial().unknowns().end());
    for (const ad::Expr& slope : slope_expressions(loss.trial())) outputs.push_back(slope);
  }
  std::vector<ad::Expr> inputs, outputs;
};

ad::Work CompiledLoss::count_work(const Loss& loss) { return ad::count_work(Step(loss).outputs, points_by_axis(loss)); }

CompiledLoss::CompiledLoss(const Loss& loss, ad::Precision precision, ad::Workers& workers, ad::InstructionSet set)
    : CompiledLoss(loss, Step(loss), {.precision = precision, .instruction_set = set}, workers) {}

CompiledLoss::CompiledLoss(const Loss& loss, const Step& step, const ad::CompileOptions& options, ad::Workers& workers)
    : workers_(workers),
      theta_(loss.trial().parameters().size()),
      gradient_(theta_.size()),
      terms_(loss.terms().size()),
      unknowns_(loss.trial().unknowns().size()),
      program_(ad::compile(step.inputs, step.outputs, options)),
      workspace_(program_, workers) {
  for (const ad::Expr& slope : slope_expressions(loss.trial())) slopes_.emplace_back(slope.shape().size());
  bind(loss);
  work_ = ad::count_work(step.outputs, points_);
}

void CompiledLoss::bind(const Loss& loss) {
  for (const ParameterBlock& block : loss.trial().parameters().blocks()) {
    inputs_.push_back(theta_.data() + block.offset);
    outputs_.push_back(gradient_.data() + block.offset);
  }
  points_ = points_by_axis(loss);
  for (std::size_t g = 0; g < loss.groups().size(); ++g) {
    const PointSet& points = loss.groups()[g].points;
    for (const std::vector<double>* values : loss.batches()[g]->leaf_values(points)) inputs_.push_back(values->data());
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

ad::Profile CompiledLoss::profile(optimise::In theta) {
  optimise::copy(theta, theta_);
  const ad::Profile profile = program_.profile(workspace_, points_, inputs_, outputs_);
  evaluated_ = true;
  return profile;
}

double CompiledLoss::value(optimise::In theta) {
  evaluate(theta);
  return total_;
}

optimise::Team CompiledLoss::team() { return team_of(workers_); }

double CompiledLoss::value_and_gradient(optimise::In theta, optimise::Out gradient) {
  evaluate(theta);
  optimise::copy(gradient_, gradient);
  return total_;
}

}  // namespace ansatz
