// What an optimiser sees of a training problem: a smooth function of the parameters, or a sum of squares.
//
// Conventions of LeastSquares, on which everything that solves normal equations relies:
//
//   loss(theta) = sum_i r_i(theta)^2 + s(theta)
//
// where each residual r_i is scaled already by sqrt(weight / count) of its condition, and s is a smooth term
// that is no square (slope recovery). The gradient of the loss is 2 J^T r + grad s, with J = dr/dtheta of
// shape residuals x parameters. Normal equations carry *half* of everything, so that no factor is left in the step:
//
//   G = J^T J + K^T K      K: rows of curvature of s, with K^T K >= 0 close to half the Hessian of s
//   g = J^T r + grad s / 2
//   loss(theta + d) ~ loss + 2 g.d + d.G d,   least for G d = -g
//
// An implementation must give `residual_count`, `residuals` and `jacobian_rows`; the rest has defaults that use
// these, in blocks of rows so that J is never stored. Compiled programs override what they do faster. Matrices
// are row-major; of symmetric ones only the upper triangle is read and written. Evaluations are
// deterministic: the same theta gives the same bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "ansatz/core/optimise/team.hpp"
#include "ansatz/core/optimise/vectors.hpp"

namespace ansatz::optimise {

class Objective {
 public:
  virtual ~Objective() = default;
  virtual std::size_t size() const = 0;
  /// May be infinite or NaN: optimisers treat such points as walls.
  virtual double value(In theta) = 0;
  virtual double value_and_gradient(In theta, Out gradient) = 0;
  /// Another theta to begin from, the `k`-th, counted from 1. False, with nothing written, where there is none.
  virtual bool another_start(std::uint64_t /*k*/, Out /*theta*/) const { return false; }
  /// Who does the algebra of an optimiser of this objective: its own threads, which rest between evaluations.
  virtual Team team() { return alone; }
};

/// The term s of the loss at some theta. Empty vectors mean zero.
struct SmoothTerm {
  double value = 0;
  Vector gradient;   // of s
  Vector curvature;  // K: rows of `size()` numbers
};

class LeastSquares : public Objective {
 public:
  virtual std::size_t residual_count() const = 0;
  virtual void residuals(In theta, Out r) = 0;
  /// Rows [first, first + count) of J.
  virtual void jacobian_rows(In theta, std::size_t first, std::size_t count, Out rows) = 0;

  /// Calls f(count, columns) for block after block of `count` rows of J, together all of them, each stored column by
  /// column: size() columns of `count` numbers, which f may overwrite.
  virtual void for_each_block(In theta, const std::function<void(std::size_t count, Out columns)>& f);
  virtual SmoothTerm smooth_term(In theta);
  /// Upper triangle of G (size x size) and g; returns the loss.
  virtual double normal_equations(In theta, Out G, Out g);
  /// out = J v.
  virtual void apply(In theta, In v, Out out);
  /// out = J^T u.
  virtual void apply_transposed(In theta, In u, Out out);
  /// out = d^2/dt^2 r(theta + t v) at t = 0. Default: a forward difference with step 0.1, good to the few digits that
  /// geodesic acceleration needs (Transtrum and Sethna 2012).
  virtual void second_directional(In theta, In v, Out out);

  double value(In theta) override;
  double value_and_gradient(In theta, Out gradient) override;
};

}  // namespace ansatz::optimise
