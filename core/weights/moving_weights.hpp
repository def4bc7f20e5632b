// Weights that move while training: what the square of a residual counts at a point, besides the weight of its
// condition, is the product of
//
//   lambda of the condition    as gradnorm and ntk: conditions get gradients, or rates of convergence, of one size
//   w^2 of the point           as attention and self_adaptive: points where the residual stays large count more
//   w of its time              causal: an equation counts once it is satisfied at earlier times
//
// each in a file of its own: condition_weights.hpp, point_weights.hpp, causal_weights.hpp. Here is when
// they move, by which residuals, and their product. All begin at 1. balance.hpp of the public headers names
// the sources and settings. Weights belong to the points that they were learnt at: where points are drawn
// anew, those of points begin again.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "loss/compiled_residuals.hpp"
#include "loss/loss.hpp"
#include "loss/point_values.hpp"
#include "weights/causal_weights.hpp"
#include "weights/condition_weights.hpp"
#include "weights/point_weights.hpp"

namespace ansatz {

class MovingWeights {
 public:
  /// All must live longer. Throws UserError when the settings make no sense.
  MovingWeights(const Problem& problem, const Loss& loss, CompiledResiduals& residuals, PointValues& values,
                ad::Workers& workers);

  /// Whether `update` has anything to do before step `step`.
  bool due(std::uint64_t step, bool first_order) const;
  /// Moves the weights by what the residuals are at theta. `data` are points and weights as they are now, of all points
  /// or of a part of them: `selected` has their numbers, by group. `residuals` is bound to `data`.
  void update(std::uint64_t step, bool first_order, std::span<const double> theta, const LossData& data,
              const std::vector<std::vector<std::size_t>>& selected);
  /// Sets the weights of `data` to the products, for the points `selected`.
  void fill(LossData& data, const std::vector<std::vector<std::size_t>>& selected) const;

  /// The points of a group are other ones: their weights begin at 1. `added`: the old ones stay, others follow them.
  void points_changed(std::size_t group, std::size_t count, bool added) { points_.points_changed(group, count, added); }

  /// Everything that later updates depend on.
  optimise::State state() const;
  /// `data`: the points that it was saved with. Throws UserError where lengths are other ones.
  void restore(const optimise::State& state, const LossData& data);

 private:
  bool balance_due(std::uint64_t step, bool first_order) const;
  std::vector<std::vector<double>> residuals_at(std::span<const double> theta, const LossData& data, bool all) const;

  std::optional<Balance> balance_;
  const Loss& loss_;
  PointValues& values_;
  CausalWeights causal_;
  ConditionWeights conditions_;
  PointWeights points_;
};

}  // namespace ansatz
