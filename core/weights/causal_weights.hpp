// Weights of times: an equation counts once it is satisfied at earlier times.
//
// Time is cut into slices of one length. What the square of an equation's residual counts in a slice is
// exp(-epsilon * sum of the equations' losses in earlier slices); all other conditions count 1.
#pragma once

#include <cstddef>
#include <vector>

#include "ansatz/core/optimise/optimiser.hpp"
#include "ansatz/core/problem.hpp"
#include "loss/loss.hpp"
#include "optimise/saved_vector.hpp"

namespace ansatz {

class CausalWeights {
 public:
  /// Both must live longer. Throws UserError where such weights are asked for and the problem has no time.
  CausalWeights(const Problem& problem, const Loss& loss);

  /// False where the problem asks for none: all are 1 then, and `update` must not be called.
  bool any() const { return !slices_.empty(); }
  /// Whether the weight of a residual at a point depends on its time.
  bool concerns(const Residual& residual) const;
  /// `r`: the values of residuals at the points of `data`, by residual and point; of equations at least.
  void update(const std::vector<std::vector<double>>& r, const LossData& data);
  /// What the square of a residual counts at a point of its group.
  double at(const Residual& residual, const PointSet& points, std::size_t point) const;

  void save(optimise::State& state) const { state["slices"] = slices_; }
  void restore(const optimise::State& state) { slices_ = optimise::vector_entry(state, "slices", slices_.size()); }

 private:
  std::size_t slice_of(double time) const;

  const Problem& problem_;
  const Loss& loss_;
  optimise::Vector slices_;  // what equations count there; none without causal weights
};

}  // namespace ansatz
