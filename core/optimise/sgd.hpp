// Gradient descent with momentum (Polyak 1964) or Nesterov's look-ahead in Sutskever's form (2013): the baseline.
//
//   v <- momentum v + gradient        theta <- theta - rate v                          (Polyak)
//                                     theta <- theta - rate (gradient + momentum v)    (Nesterov)
#pragma once

#include "ansatz/core/stages.hpp"
#include "optimise/optimiser.hpp"

namespace ansatz::optimise {

class Sgd final : public Optimiser {
 public:
  Sgd(const SgdStage& stage, Objective& objective);
  /// `step.loss` is the loss before the step: the one that the gradient came with.
  Step advance(Out theta) override;

 private:
  void describe(StateFields& fields) override { fields.vector("velocity", velocity_); }

  Objective& objective_;
  SgdStage stage_;
  Vector gradient_;  // scratch
  Vector velocity_;
};

}  // namespace ansatz::optimise
