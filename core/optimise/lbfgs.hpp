// Limited-memory BFGS (Liu and Nocedal 1989): the inverse Hessian as the last pairs (s, y) applied to a multiple of
// the identity, by the two-loop recursion. For networks of any size; a step costs a gradient and 4 * memory
// sweeps over a vector.
#pragma once

#include "ansatz/core/optimisers/lbfgs.hpp"
#include "optimise/line_search_method.hpp"

namespace ansatz::optimise {

class LbfgsOptimiser final : public LineSearchMethod {
 public:
  LbfgsOptimiser(const Lbfgs& settings, Objective& objective);

 private:
  void learn(const Secant& secant, In gradient, Out direction) override;
  void direct(In gradient, Out direction) override;
  void forget() override { pairs_ = 0; }

  /// Pair `age` steps old, 0 being the newest, is in row `slot(age)` of s_ and y_.
  std::size_t slot(std::size_t age) const { return (pairs_ - 1 - age) % memory_; }
  In row(const Vector& rows, std::size_t i) const { return In(rows).subspan(i * size(), size()); }

  std::size_t memory_;
  std::uint64_t pairs_ = 0;  // ever stored since the last `forget`
  Vector s_, y_, ys_;        // rows: a ring of `memory_` pairs and their y.s
};

}  // namespace ansatz::optimise
