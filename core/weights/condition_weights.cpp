#include "weights/condition_weights.hpp"

#include <fmt/format.h>

#include <cmath>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "optimise/saved_vector.hpp"

namespace ansatz {

std::vector<double> balancing_factors(std::span<const double> sizes) {
  const auto counts = [](double size) { return size > 0 && std::isfinite(size); };
  double sum = 0;
  for (const double size : sizes) sum += counts(size) ? size : 0;
  std::vector<double> factors;
  for (const double size : sizes) factors.push_back(counts(size) ? sum / size : 1);
  return factors;
}

/// A program that gives the gradient of every condition's term.
struct ConditionWeights::Gradients {
  Gradients(const Loss& loss, std::size_t conditions, ad::Workers& workers)
      : values(conditions, optimise::Vector(loss.trial().parameters().size())),
        program(compiled(loss, conditions)),
        workspace(program, workers) {}

  static ad::Program compiled(const Loss& loss, std::size_t conditions) {
    const std::vector<ad::Expr> leaves = loss.trial().parameters().leaves(), data = loss.data_leaves();
    std::vector<ad::Expr> inputs = leaves, outputs;
    inputs.insert(inputs.end(), data.begin(), data.end());
    for (std::size_t c = 0; c < conditions; ++c)
      for (const ad::Expr& gradient : ad::grad(loss.terms()[c], leaves)) outputs.push_back(gradient);
    return ad::compile(inputs, outputs, {.backend = loss.trial().problem().compute.backend});
  }

  std::vector<optimise::Vector> values;  // by condition
  ad::Program program;
  ad::Workspace workspace;
};

ConditionWeights::ConditionWeights(const Problem& problem, const Loss& loss, CompiledResiduals& residuals,
                                   ad::Workers& workers)
    : problem_(problem),
      loss_(loss),
      residuals_(residuals),
      workers_(workers),
      lambda_(problem.conditions.size(), 1.0) {}

ConditionWeights::~ConditionWeights() = default;

/// The terms at one theta.
class ConditionWeights::Measures final : public TermMeasures {
 public:
  Measures(ConditionWeights& of, std::span<const double> theta, const LossData& data)
      : of_(of), theta_(theta), data_(data) {}
  std::vector<double> gradient_norms() override { return of_.gradient_norms(theta_, data_); }
  std::vector<double> kernel_traces() override { return of_.traces(theta_); }

 private:
  ConditionWeights& of_;
  std::span<const double> theta_;
  const LossData& data_;
};

void ConditionWeights::update(std::span<const double> theta, const LossData& data) {
  const Balance& balance = *problem_.weighting.balance;
  Measures measures(*this, theta, data);
  optimise::Vector sizes = balance.method().sizes(balance.settings(), measures);
  if (sizes.size() != lambda_.size())
    throw UserError(fmt::format("`{}` gives {} sizes for {} conditions", balance.name(), sizes.size(), lambda_.size()));
  for (std::size_t c = 0; c < sizes.size(); ++c) sizes[c] /= lambda_[c] * problem_.conditions[c].weight;
  const std::vector<double> factors = balancing_factors(sizes);
  const double decay = std::get<double>(balance.get("decay"));
  for (std::size_t c = 0; c < factors.size(); ++c)
    lambda_[c] = updates_ == 0 ? factors[c] : decay * lambda_[c] + (1 - decay) * factors[c];
  ++updates_;
}

/// The 2-norm of the gradient of every condition's term.
optimise::Vector ConditionWeights::gradient_norms(std::span<const double> theta, const LossData& data) {
  if (!gradients_) gradients_ = std::make_unique<Gradients>(loss_, lambda_.size(), workers_);
  const auto blocks = loss_.trial().parameters().blocks();
  std::vector<const double*> inputs;
  for (const ParameterBlock& block : blocks) inputs.push_back(theta.data() + block.offset);
  const std::vector<const double*> bound = loss_.bound(data);
  inputs.insert(inputs.end(), bound.begin(), bound.end());
  std::vector<double*> outputs;
  for (optimise::Vector& gradient : gradients_->values)
    for (const ParameterBlock& block : blocks) outputs.push_back(gradient.data() + block.offset);
  gradients_->program.run(gradients_->workspace, loss_.counts(data), inputs, outputs);
  optimise::Vector norms;
  for (const optimise::Vector& gradient : gradients_->values) norms.push_back(optimise::norm(gradient));
  return norms;
}

/// The trace of every condition's part of J J^T.
optimise::Vector ConditionWeights::traces(std::span<const double> theta) {
  optimise::Vector sums(lambda_.size(), 0);
  const optimise::Vector of_residuals = residuals_.traces(theta);
  for (std::size_t k = 0; k < of_residuals.size(); ++k) sums[loss_.residuals()[k].condition] += of_residuals[k];
  return sums;
}

void ConditionWeights::save(optimise::State& state) const {
  state["updates"] = updates_;
  state["conditions"] = lambda_;
}

void ConditionWeights::restore(const optimise::State& state) {
  updates_ = optimise::entry<std::uint64_t>(state, "updates");
  lambda_ = optimise::vector_entry(state, "conditions", lambda_.size());
}

}  // namespace ansatz
