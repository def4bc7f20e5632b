// The stages of a training, one after another: whose step is next, and whether there is one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/core/duration.hpp"
#include "ansatz/core/problem.hpp"
#include "checkpoint/state.hpp"
#include "optimise/stage.hpp"
#include "training/stage_watch.hpp"

namespace ansatz {

class Stages {
 public:
  /// All must live longer. `redraws`: whether points are drawn anew. Throws UserError when the settings of any stage
  /// make no sense.
  Stages(const std::vector<Stage>& stages, bool redraws, optimise::Objective& loss, optimise::LeastSquares& residuals);

  /// Goes on to the next stage where one is over. The last one is kept: a run may be prolonged. Returns what there is
  /// to say of stages that ended before their last step.
  std::string enter();
  /// Whether the present stage has no step left. After `enter`: whether none of them has.
  bool over() const;
  /// Of the next step; not when there are no stages.
  const Stage& current() const { return stages_[stage_]; }
  /// The learning rate of the next step; nothing where its stage has none.
  std::optional<double> rate() const;
  /// Takes a step, which counts (`Step::counts`) unless loss or gradient is no number where it begins.
  optimise::Step advance(optimise::Out theta);
  /// A row of history: the stage may have reached what it was to run for.
  void see(const Progress& row) {
    if (!over()) stopped_ = watch_.at(row);
  }
  /// Before a step: the time that the stage was to run for may be over.
  void see(double seconds) {
    if (!over()) stopped_ = time_over(watch_.until(), seconds);
  }
  /// Whether the present stage is to run until an error is reached: each row has one then.
  bool asks_for_errors() const { return watch_.until().asks_for(Criterion::error); }
  /// Whether the present stage is to run no longer than to this row.
  bool reached(const Progress& row) const { return !watch_.until().reached(row).empty(); }
  /// No step follows for now: what an optimiser works with and does not keep is given back.
  void rest();
  /// Theta is an earlier one again. False where the stage may not go on from it at half the rate.
  bool retreat() { return optimiser_ != nullptr && optimiser_->retreat(); }
  /// Points or weights are other ones than they were; `redrawn`: all points.
  void objective_changed(bool redrawn) {
    optimiser_->objective_changed();
    watch_.objective_changed(redrawn);
  }

  /// Points that were drawn anew were not taken: the loss there is no other one than at those that there are.
  void points_suffice() { watch_.points_suffice(); }

  /// Why the present stage ends before its last step; empty while it goes on.
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
  StageWatch watch_;        // of it
  std::string stopped_;
};

}  // namespace ansatz
