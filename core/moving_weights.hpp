// Weights that move while training: what the square of a residual counts at a point, besides the weight of its
// condition, is the product of
//
//   lambda of the condition    gradnorm, ntk: conditions get gradients, or rates of convergence, of one size
//   w^2 of the point           attention, self_adaptive: points where the residual stays large count more
//   w of its time              causal: an equation counts once it is satisfied at earlier times
//
// All begin at 1. curriculum.hpp of the public headers names the sources and settings. Weights belong to the points
// that they were learnt at: where points are drawn anew, those of points begin again.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "compiled_residuals.hpp"
#include "loss.hpp"
#include "optimise/adam.hpp"
#include "point_values.hpp"

namespace ansatz {

/// exp(-epsilon * sum of the losses of earlier slices), for every slice of time.
std::vector<double> causal_weights(std::span<const double> slice_losses, double epsilon);

/// sum_j sizes_j / sizes_k for every k; 1 where size k is 0 or not a number, and such ones are no part of the sum.
std::vector<double> balancing_factors(std::span<const double> sizes);

class MovingWeights {
 public:
  /// All must live longer. Throws UserError when the settings make no sense.
  MovingWeights(const Problem& problem, const Loss& loss, CompiledResiduals& residuals, PointValues& values,
                ad::Workers& workers);
  ~MovingWeights();

  /// Whether `update` has anything to do before step `step`.
  bool due(std::uint64_t step, bool first_order) const;
  /// Moves the weights by what the residuals are at theta. `data` are points and weights as they are now, of all points
  /// or of a part of them: `selected` has their numbers, by group. `residuals` is bound to `data`.
  void update(std::uint64_t step, bool first_order, std::span<const double> theta, const LossData& data,
              const std::vector<std::vector<std::size_t>>& selected);
  /// Sets the weights of `data` to the products, for the points `selected`.
  void fill(LossData& data, const std::vector<std::vector<std::size_t>>& selected) const;

  /// The points of a group are other ones: their weights begin at 1. `added`: the old ones stay, others follow them.
  void points_changed(std::size_t group, std::size_t count, bool added);

  /// Everything that later updates depend on.
  optimise::State state() const;
  void restore(const optimise::State& state);

 private:
  using Selection = std::vector<std::vector<std::size_t>>;
  using Values = std::vector<std::vector<double>>;  // of residuals, one number a point
  struct Gradients;
  struct Ascent;

  bool balance_due(std::uint64_t step, bool first_order) const;
  void update_causal(const Values& r, const LossData& data);
  void update_attention(const Values& r, const Selection& selected);
  void climb(const Values& r, const LossData& data, const Selection& selected);
  void update_conditions(std::span<const double> theta, const LossData& data);
  optimise::Vector gradient_norms(std::span<const double> theta, const LossData& data);
  std::size_t slice_of(double time) const;
  const double* times_of(const LossData& data, std::size_t group) const;
  double causal_weight(std::size_t residual, double time) const;
  void restart_ascent();

  const Problem& problem_;
  const Loss& loss_;
  CompiledResiduals& residuals_;
  PointValues& values_;
  ad::Workers& workers_;
  Balance balance_;
  std::uint64_t updates_ = 0;             // of the conditions' weights
  optimise::Vector conditions_;           // lambda
  std::vector<optimise::Vector> own_;     // w, by residual and point; none where points have none
  optimise::Vector slices_;               // causal weights; none without
  std::unique_ptr<Gradients> gradients_;  // gradnorm
  std::unique_ptr<Ascent> ascent_;        // self_adaptive
};

}  // namespace ansatz
