// The points and weights that the steps of a run see, as they change from step to step.
//
// Before every step, in this order: points are drawn anew if that is due, the step's batch is chosen, weights move if
// they are due, and those of S(a) with the step. Then the compiled loss and residuals are bound to the outcome. All of
// it depends on seed, step and theta alone, and on what `state` holds; preparing the same step twice changes nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "checkpoint/state.hpp"
#include "loss/compiled_loss.hpp"
#include "loss/compiled_residuals.hpp"
#include "loss/point_values.hpp"
#include "points/minibatch.hpp"
#include "weights/moving_weights.hpp"

namespace ansatz {

class TrainingData {
 public:
  /// All must live longer.
  TrainingData(const Problem& problem, const Loss& loss, CompiledLoss& compiled, CompiledResiduals& residuals,
               ad::Workers& workers);

  /// Makes ready for step number `step` of the run, a step of `stage` from theta. True when the objective is another
  /// one than it was. Where memory runs out it throws, and nothing has changed but that all points are in use.
  bool prepare(std::uint64_t step, const Stage& stage, std::span<const double> theta);
  /// Whether `prepare` has drawn points and left them: the loss there is about what it is at the present ones.
  bool points_suffice() const { return points_suffice_; }
  /// Binds to all points, with the weights as they are.
  void use_all();
  /// Whether some points are left out at present.
  bool on_part() const { return current_ == &part_; }

  /// The points of a group at present, and its residuals there (PointValues).
  const PointSet& points(std::size_t group) const { return current_->points[group]; }
  std::vector<std::vector<double>> residuals(std::size_t group, std::span<const double> theta) {
    return values_(group, theta, points(group));
  }

  /// How often points were drawn anew.
  std::uint64_t draw() const { return draw_; }
  /// By condition, the mean over its points of what the weights that move come to; none where weights do not move.
  std::vector<double> mean_weights() const;

  DataState state() const;
  void restore(const DataState& state);

 private:
  /// The points of some groups, by their number.
  using Draw = std::vector<std::pair<std::size_t, PointSet>>;

  bool recover(std::uint64_t step);
  bool due(std::uint64_t step) const;
  bool redraw(std::uint64_t step, std::span<const double> theta);
  Draw draw_anew(std::uint64_t draw, std::span<const double> theta);
  bool too_few(const Draw& drawn, std::span<const double> theta);
  void change(std::uint64_t step, const Stage& stage, std::span<const double> theta, bool weighs);
  void bind(const LossData& data);

  const Problem& problem_;
  const Loss& loss_;
  CompiledLoss& compiled_;
  CompiledResiduals& residuals_;
  PointValues values_;
  Minibatches batches_;
  std::unique_ptr<MovingWeights> weights_;  // null where weights do not move
  LossData all_, part_;
  const LossData* current_ = &all_;
  std::uint64_t draw_ = 0;
  bool points_suffice_ = false;
  std::uint64_t weighed_ = 0;  // one more than the last step that weights moved before
};

}  // namespace ansatz
