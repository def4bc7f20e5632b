// Weights of points, w, of which the squares count: points where the residual stays large count more.
//
//   attention       w <- decay w + rate |r| / max |r|
//   self_adaptive   w climbs the loss by steps of Adam of size `rate`
//
// Every residual has one w for each point of its group, by the point's number: a step that sees a part of the points
// moves the weights of these.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "loss/loss.hpp"
#include "weights/causal_weights.hpp"

namespace ansatz {

class PointWeights {
 public:
  using Values = std::vector<std::vector<double>>;          // of residuals, by residual and point
  using Selection = std::vector<std::vector<std::size_t>>;  // numbers of points, by group

  /// Both must live longer.
  PointWeights(const Problem& problem, const Loss& loss);

  /// False where the problem asks for none: all are 1 then, and `update` must not be called.
  bool any() const { return !w_.empty(); }
  /// What the square of residual `k` counts at a point of its group.
  double squared(std::size_t k, std::size_t point) const { return any() ? w_[k][point] * w_[k][point] : 1; }
  /// `r` are the values of all residuals at the points of `data`, which have the numbers `selected`. `causal` is what
  /// their squares count beside.
  void update(const Values& r, const LossData& data, const Selection& selected, const CausalWeights& causal);
  /// As MovingWeights::points_changed.
  void points_changed(std::size_t group, std::size_t count, bool added);

  void save(optimise::State& state) const;
  /// `data`: the points that it was saved with. Throws UserError where lengths are other ones.
  void restore(const optimise::State& state, const LossData& data);

 private:
  void restart();

  const Loss& loss_;
  std::vector<optimise::Vector> w_;  // by residual and point
  std::unique_ptr<PointBalance> balance_;
};

}  // namespace ansatz
