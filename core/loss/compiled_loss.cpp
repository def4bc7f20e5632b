// One evaluation fills everything; questions about the same theta are answered from what is there.
#include "loss/compiled_loss.hpp"

#include <algorithm>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/core/optimise/team.hpp"

namespace ansatz {
namespace {

std::vector<ad::Expr> slope_expressions(const Trial& trial) {
  std::vector<ad::Expr> result;
  for (const Network& network : trial.networks())
    result.insert(result.end(), network.slopes().begin(), network.slopes().end());
  return result;
}

}  // namespace

/// The expressions of an evaluation.
struct CompiledLoss::Step {
  explicit Step(const Loss& loss)
      : inputs(loss.trial().parameters().leaves()), outputs(ad::grad(loss.total(), inputs)) {
    const std::vector<ad::Expr> data = loss.data_leaves();
    inputs.insert(inputs.end(), data.begin(), data.end());
    outputs.push_back(loss.total());
    outputs.insert(outputs.end(), loss.terms().begin(), loss.terms().end());
    outputs.insert(outputs.end(), loss.trial().unknowns().begin(), loss.trial().unknowns().end());
    for (const ad::Expr& slope : slope_expressions(loss.trial())) outputs.push_back(slope);
  }
  std::vector<ad::Expr> inputs, outputs;
};

ad::Work CompiledLoss::count_work(const Loss& loss) {
  return ad::count_work(Step(loss).outputs, loss.counts(loss.data()));
}

CompiledLoss::CompiledLoss(const Loss& loss, ad::Precision precision, ad::Workers& workers, ad::InstructionSet set)
    : CompiledLoss(loss, Step(loss), {precision, loss.trial().problem().compute.backend, {.instruction_set = set}},
                   workers) {}

CompiledLoss::CompiledLoss(const Loss& loss, const Step& step, const ad::CompileOptions& options, ad::Workers& workers)
    : loss_(loss),
      workers_(workers),
      theta_(loss.trial().parameters().size()),
      gradient_(theta_.size()),
      terms_(loss.terms().size()),
      unknowns_(loss.trial().unknowns().size()),
      program_(ad::compile(step.inputs, step.outputs, options)),
      workspace_(program_, workers) {
  for (const ad::Expr& slope : slope_expressions(loss.trial())) slopes_.emplace_back(slope.shape().size());
  bind_outputs();
  use(loss.data());
  work_ = ad::count_work(step.outputs, points_);
}

void CompiledLoss::bind_outputs() {
  for (const ParameterBlock& block : loss_.trial().parameters().blocks())
    outputs_.push_back(gradient_.data() + block.offset);
  outputs_.push_back(&total_);
  for (double& term : terms_) outputs_.push_back(&term);
  for (double& unknown : unknowns_) outputs_.push_back(&unknown);
  for (std::vector<double>& slope : slopes_) outputs_.push_back(slope.data());
}

void CompiledLoss::use(const LossData& data) {
  std::vector<const double*> inputs;
  for (const ParameterBlock& block : loss_.trial().parameters().blocks())
    inputs.push_back(theta_.data() + block.offset);
  const std::vector<const double*> bound = loss_.bound(data);
  inputs.insert(inputs.end(), bound.begin(), bound.end());
  points_ = loss_.counts(data);
  inputs_ = std::move(inputs);
  evaluated_ = false;
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

optimise::Team CompiledLoss::team() { return optimise::team_of(workers_); }

double CompiledLoss::value_and_gradient(optimise::In theta, optimise::Out gradient) {
  evaluate(theta);
  optimise::copy(gradient_, gradient);
  return total_;
}

}  // namespace ansatz
