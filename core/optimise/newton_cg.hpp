// Gauss-Newton without matrices: (G + lambda I) d = -g by preconditioned conjugate gradients, from products with J
// and J^T alone. For networks whose G would not fit or would take too long.
//
// G of a trained network falls off fast: a few dozen directions carry nearly all of it. The preconditioner is therefore
// a Nystroem approximation of rank k, G ~ U Lambda U^T, from k products with random vectors (Frangella, Tropp, Udell,
// SIAM J. Matrix Anal. Appl. 44, 2023; Rathore et al., ICML 2024, use it for physics-informed networks). It is made
// anew every `refresh` steps. The step is shortened until it lowers the loss by Armijo's rule, and lambda follows the
// ratio of the decrease to what the quadratic model promised.
#pragma once

#include "ansatz/core/optimise/optimiser.hpp"
#include "ansatz/core/optimisers/newton_cg.hpp"

namespace ansatz::optimise {

/// U (columns) and Lambda of a positive semidefinite n x n operator.
struct Nystroem {
  std::size_t rank = 0;
  Vector vectors;  // rank rows of n numbers, orthonormal
  Vector values;   // descending, >= 0

  /// out = P^-1 v with P = (U (Lambda + lambda) U^T) / (lambda_k + lambda) + (I - U U^T).
  void precondition(double lambda, In v, Out out) const;
};

class NewtonCgOptimiser final : public Optimiser {
 public:
  NewtonCgOptimiser(const NewtonCg& settings, LeastSquares& problem);
  Step advance(Out theta) override;
  void objective_changed() override { age_ = 0; }

 private:
  /// out = G v at theta.
  void multiply(In theta, In v, Out out, Cost& cost);
  void refresh(In theta, Cost& cost);
  /// Solves up to a residual of `tolerance` |g|; returns the decrease of the loss that the model promises.
  double solve(In theta, In g, double tolerance, Out d, Cost& cost);

  LeastSquares& problem_;
  NewtonCg settings_;
  Nystroem nystroem_;
  std::uint64_t age_ = 0;       // steps since the preconditioner was made; 0: make it now
  std::uint64_t sketches_ = 0;  // made so far: numbers the random vectors
  double lambda_ = 0;           // 0: not chosen yet
  double first_gradient_ = 0;
  StallWatch stall_;
  SmoothTerm smooth_;
};

}  // namespace ansatz::optimise
