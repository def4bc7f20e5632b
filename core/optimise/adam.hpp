// The steps of Adam; settings and source: ansatz/core/optimisers/adam.hpp.
#pragma once

#include "ansatz/core/optimise/optimiser.hpp"
#include "ansatz/core/optimisers/adam.hpp"

namespace ansatz::optimise {

class AdamOptimiser final : public Optimiser {
 public:
  AdamOptimiser(const Adam& settings, Objective& objective);
  /// `step.loss` is the loss before the step: the one that the gradient came with.
  Step advance(Out theta) override;
  bool retreat() override;
  double rate_factor() const override;

 private:
  Objective& objective_;
  Adam settings_;
  Vector gradient_;  // scratch
  Vector mean_, square_;
  std::uint64_t steps_ = 0;
  std::uint64_t retreats_ = 0;   // so often was the rate halved
  std::uint64_t forgotten_ = 0;  // the steps that the means know nothing of
};

}  // namespace ansatz::optimise
