// The stages of a training, one after another: whose step is next, and whether there is one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "checkpoint/state.hpp"
#include "optimise/stage.hpp"

namespace ansatz {

class Stages {
 public:
  /// All must live longer. Throws UserError when the settings of any stage make no sense.
  Stages(const std::vector<Stage>& stages, optimise::Objective& loss, optimise::LeastSquares& residuals);

  /// Goes on to the next stage where one is over. The last one is kept: a run may be prolonged.
  void enter();
  /// Whether the present stage has no step left. After `enter`: whether none of them has.
  bool over() const;
  /// Of the next step; not when there are no stages.
  const Stage& current() const { return stages_[stage_]; }
  /// The learning rate of the next step; nothing where its stage has none.
  std::optional<double> rate() const;
  /// Takes a step, which counts when it moves theta to where loss and gradient are numbers.
  optimise::Step advance(optimise::Out theta);
  /// The last step no longer counts.
  void take_back();
  /// Points or weights are other ones than they were.
  void objective_changed() { optimiser_->objective_changed(); }

  /// Why the optimiser of the present stage cannot go on; empty while it can.
  const std::string& stopped() const { return stopped_; }
  /// Of all stages, at most.
  std::uint64_t steps() const;

  StageState state() const;
  void restore(const StageState& state);

 private:
  void make(std::size_t stage);

  const std::vector<Stage>& stages_;
  optimise::Objective& loss_;
  optimise::LeastSquares& residuals_;
  std::unique_ptr<optimise::Optimiser> optimiser_;  // of the present stage; null when there are no stages
  std::size_t stage_ = 0;
  std::uint64_t step_ = 0;  // taken in it
  std::string stopped_;
};

}  // namespace ansatz
