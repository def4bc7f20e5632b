// Weights of conditions, lambda: gradnorm, ntk and such make the terms of the loss pull with one strength.
//
// A size is measured for the term of every condition, with its present weight and the one that the problem states
// taken out: the norm of its gradient, or the trace of its part of
// the neural tangent kernel. Weights are running means of sum of the sizes / size; the
// first ones are these factors themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "ansatz/core/optimise/optimiser.hpp"
#include "ansatz/core/problem.hpp"
#include "loss/compiled_residuals.hpp"
#include "loss/loss.hpp"

namespace ansatz {

/// sum_j sizes_j / sizes_k for every k; 1 where size k is 0 or not a number, and such ones are no part of the sum.
std::vector<double> balancing_factors(std::span<const double> sizes);

class ConditionWeights {
 public:
  /// All must live longer.
  ConditionWeights(const Problem& problem, const Loss& loss, CompiledResiduals& residuals, ad::Workers& workers);
  ~ConditionWeights();

  double operator[](std::size_t condition) const { return lambda_[condition]; }
  /// Moves the weights by what the terms are at theta; `residuals` is bound to `data`. Only where a way to
  /// balance conditions is chosen.
  void update(std::span<const double> theta, const LossData& data);

  void save(optimise::State& state) const;
  void restore(const optimise::State& state);

 private:
  struct Gradients;
  class Measures;
  optimise::Vector gradient_norms(std::span<const double> theta, const LossData& data);
  optimise::Vector traces(std::span<const double> theta);

  const Problem& problem_;
  const Loss& loss_;
  CompiledResiduals& residuals_;
  ad::Workers& workers_;
  std::uint64_t updates_ = 0;
  optimise::Vector lambda_;
  std::unique_ptr<Gradients> gradients_;  // gradnorm; compiled when first used
};

}  // namespace ansatz
