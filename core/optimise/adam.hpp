// Adam: steps scaled by running means of the gradient and of its square.
// Kingma and Ba (2015), "Adam: a method for stochastic optimization", algorithm 1.
#pragma once

#include "ansatz/core/problem.hpp"
#include "optimise/optimiser.hpp"

namespace ansatz::optimise {

class Adam final : public Optimiser {
 public:
  /// Throws UserError unless 0 <= beta < 1, epsilon > 0 and the rate is a positive number.
  Adam(const AdamStage& stage, Objective& objective);
  /// `step.loss` is the loss before the step: the one that the gradient came with.
  Step advance(Out theta) override;

 private:
  void describe(StateFields& fields) override;

  Objective& objective_;
  AdamStage stage_;
  Vector gradient_;  // scratch
  Vector mean_, square_;
  std::uint64_t steps_ = 0;
};

}  // namespace ansatz::optimise
