// Levenberg-Marquardt on the residuals of a least-squares problem.
//
// One step forms G and g once, which is nearly all it costs, and makes the most of them: it tries dampings lambda, each
// for a Cholesky factorisation and evaluations of the loss alone, and takes the least that lowers the loss
// (damping_search.hpp), beginning below the last one. The *least* damping is better in the long run than the one that
// lowers the loss most: the best next step leads into the narrow canyon that the one after it cannot leave ("delayed
// gratification", Transtrum and Sethna 2012, arXiv:1201.5885). It pays to find it closely and from below:
// docs/notes/optimisers.md has the numbers. Each trial is corrected along the geodesic (the same paper):
//
//   (G + lambda I) v = -g,    (G + lambda I) a = -J^T r_vv,    theta + v + a / 2    if 2 |a| <= limit |v|
//
// with r_vv the second derivative of r along v. The corrected and the plain step are both evaluated and the better one
// is taken. A step that lowers the loss is accepted; if no damping gives one, the loss's digits are used up.
#pragma once

#include "ansatz/core/optimisers/lm.hpp"
#include "optimise/damped_system.hpp"

namespace ansatz::optimise {

class LmOptimiser final : public Optimiser {
 public:
  LmOptimiser(const Lm& settings, LeastSquares& problem);
  Step advance(Out theta) override;
  /// lambda of the last step.
  double damping() const { return lambda_; }
  /// Whether the last step tried a damping below what J^T J resolves, so that `orthogonal` makes a difference.
  bool met_resolution() const { return met_resolution_; }

 private:
  struct Trial {
    double lambda = 0;
    double loss = 0;  // infinite where there is no step
    Vector theta;
  };

  Trial attempt(In theta, double lambda, Cost& cost);
  /// v + a / 2 in place of v; false when the correction is too large to be believed.
  bool accelerate(In theta, Out v, Cost& cost);
  /// The trial of least damping that lowers the loss; its loss is not below `loss` when all fail.
  Trial least_damped(In theta, double loss, Cost& cost);
  void take_if_better(In theta, In change, Trial& trial, Cost& cost);

  LeastSquares& problem_;
  Lm settings_;
  DampedSystem system_;
  double lambda_ = 0;     // 0: not chosen yet
  double fall_ = 0;       // the next step begins with lambda_ / fall_; > 1
  double steepness_ = 0;  // of the last search for a damping; 0: not known
  StallWatch stall_;
  bool met_resolution_ = false;
};

}  // namespace ansatz::optimise
