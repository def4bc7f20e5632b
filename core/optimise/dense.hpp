// Dense symmetric algebra at the speed of the machine: products, Cholesky, triangular solves, and the one sweep over a
// packed inverse Hessian.
//
// Eigen would do all but the sweep, but built without -march it has two lanes and no fused multiply-add; these
// kernels choose their width when the program runs (Highway). The products of `accumulate_gram`, the blocks
// of `cholesky` and those of `solve_rows` are one kernel. Matrices are n x n, row-major; of symmetric and triangular
// ones only the lower triangle is read and written. Every sum has a fixed order: the same numbers give the same bits.
#pragma once

#include <cstddef>

#include "optimise/vectors.hpp"

namespace ansatz::optimise {

/// G += rows^T rows, for `count` rows of n numbers.
void accumulate_gram(std::size_t n, std::size_t count, In rows, Out G);

/// Rows [first, last) of the lower triangle of G += columns columns^T, for n columns of `count` contiguous numbers: a
/// part of the work of accumulate_gram for a Jacobian stored parameter by parameter, for several threads to share.
void accumulate_gram_rows(std::size_t n, std::size_t count, In columns, std::size_t first, std::size_t last, Out G);

/// A = L L^T in place. False when A is not positive definite to working precision; A is then undefined.
bool cholesky(std::size_t n, Out A);

/// b <- L^-1 b and b <- L^-T b.
void solve_lower(std::size_t n, In L, Out b);
void solve_lower_transposed(std::size_t n, In L, Out b);

/// X <- X L^-T for `count` rows of n numbers.
void solve_rows(std::size_t n, In L, std::size_t count, Out X);

struct Outer {
  In left, right;
};
struct Product {
  In x;
  Out y;
};

/// H <- scale H + a.left a.right^T + b.left b.right^T, whose sum must be symmetric, then p.y = H p.x and q.y = H q.x;
/// the packed lower triangle of H is read and written once.
void update_and_multiply(std::size_t n, Out packed, double scale, Outer a, Outer b, Product p, Product q);

}  // namespace ansatz::optimise
