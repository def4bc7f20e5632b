// The damped normal equations (G + lambda I) d = -g at one theta, for as many lambda as one likes.
//
// Forming G = J^T J squares the condition of J: singular values of J below sqrt(eps) times the largest drown in
// rounding. While lambda is above that level, `resolution()`, they do not matter, and Cholesky of G + lambda I is all
// there is to do. Below it, J itself is orthogonalised (shifted Cholesky QR: Fukaya, Kannan, Nakatsukasa, Yamamoto,
// Yanagisawa, SIAM J. Sci. Comput. 42, 2020):
//
//   R^T R = G + shift I          a first factor, blind to what is small
//   M = (J R^-1)^T (J R^-1)      from blocks of J: J R^-1 is well conditioned, M resolves what G lost
//   G + lambda I = R^T (M + t (I - M)) R,   t = lambda / shift
//
// where the last line is exact but for the rounding of G, and the step is refined twice with residuals r + J d computed
// from products with J (corrected seminormal equations: Bjoerck, Linear Algebra Appl. 88/89, 1987). This costs about
// twice as much as forming G, and no memory: of two n x n arrays the kernels touch the upper triangles only, so that G
// stands below R, and M below the factor of the moment.
#pragma once

#include "ansatz/core/optimise/optimiser.hpp"

namespace ansatz::optimise {

class DampedSystem {
 public:
  explicit DampedSystem(LeastSquares& problem);

  /// Computes G and g at theta, which must stay as it is while the system is used; counts in `cost`.
  void assemble(In theta, Cost& cost);
  In half_gradient() const { return g_; }
  double largest_diagonal() const;
  /// Least lambda for which G has digits.
  double resolution() const { return resolution_; }

  /// Factors G + lambda I, through J itself when `through_jacobian`. False when not positive definite.
  bool factor(double lambda, bool through_jacobian, Cost& cost);
  /// d = -(G + lambda I)^-1 g for the lambda factored last.
  void step(Out d, Cost& cost);
  /// b <- (G + lambda I)^-1 b.
  void solve(Out b) const;

 private:
  /// The upper triangle of `factor_` <- scale A + shift I.
  void combine(double scale, In A, double shift);
  /// The same of `into`, for an A that was put below the diagonal of its array, which may be that.
  void combine_put(Out into, double scale, In A, In diagonal, double shift) const;
  /// Copies the upper triangle of A below its diagonal, and that.
  void put_below(Out A, Vector& diagonal) const;
  void orthogonalise(Cost& cost);
  /// R of G + shift I, for a shift that is enough.
  void factor_shifted(Cost& cost);
  /// r at theta.
  In residuals(Cost& cost);
  void refine(Out d, Cost& cost);

  LeastSquares& problem_;
  Team team_;
  std::size_t n_;
  In theta_;
  Vector G_, g_, factor_;  // the matrices have room once a system was assembled
  // At this theta: R stands in the upper triangle of G_, and G below; M below the diagonal of factor_.
  bool orthogonalised_ = false;
  Vector diagonal_of_G_, diagonal_of_M_;
  double resolution_ = 0, lambda_ = 0;
  bool through_jacobian_ = false;
  Vector r_;  // empty: not computed at this theta yet
  double shift_ = 0;
  SmoothTerm smooth_;
};

}  // namespace ansatz::optimise
