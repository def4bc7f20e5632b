// Looks for the least damping whose step lowers the loss, in few attempts.
//
// Dampings stand on a ladder: each rung is `raise` times the one below it, and rung 0 is where the step begins.
// Let q be the loss after a rung's step, as a part of the loss before it. Where damping is too small, log q is
// positive and falls nearly along a straight line as rungs go up, late in training above all. So the rung where it
// comes below zero is found by extrapolation from those that failed and by interpolation between one that failed
// and one that lowered the loss, instead of by trying all rungs in between: about four attempts, each of them
// worth a Cholesky factorisation.
//
// A rung is tried once, and one that failed is never above one that lowered the loss.
#pragma once

#include <optional>

namespace ansatz::optimise {

class DampingSearch {
 public:
  /// `raise` >= 1.001. `steepness`: what log q loses from rung to rung, as the last search
  /// has found it; 0 where unknown.
  DampingSearch(double raise, double steepness);

  /// The rung to try now; none when the search is over.
  std::optional<unsigned> next() const;
  /// log q of the rung `next()`: infinite where there is no step.
  void tell(double log_q);
  /// Whether rung 0 lowered the loss already: the least damping may lie below.
  bool at_once() const { return lowering_ && lowering_->rung == 0; }
  double steepness() const { return steepness_; }

 private:
  struct Tried {
    unsigned rung;
    double log_q;
  };

  unsigned ahead() const;
  unsigned between() const;

  unsigned near_, far_;  // rungs within factors of 2 and 10: how far the first and the last jumps lead at most
  double steepness_;
  std::optional<Tried> failed_, lowering_;  // the highest and the lowest of their kind
  unsigned failures_ = 0, refinements_ = 0;
};

}  // namespace ansatz::optimise
