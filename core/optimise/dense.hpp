// Dense symmetric algebra at the speed of the machine: products, Cholesky, triangular solves.
//
// Eigen would do it, but built without -march it has two lanes and no fused multiply-add; these kernels choose their
// width when the program runs (Highway), and share the work among the threads of the caller. Matrices are row-major;
// of symmetric and triangular ones only the upper triangle is read and written: a symmetric A is factored as
// A = R^T R, whose elimination runs along contiguous rows. Every sum has a fixed order: the same numbers give the same
// bits, whatever the number of threads.
//
// Read next: panels.hpp, the form in which the kernels see a matrix; inverse_hessian.hpp, the
// sweep of quasi-Newton methods.
#pragma once

#include <cstddef>

#include "ansatz/core/optimise/team.hpp"
#include "ansatz/core/optimise/vectors.hpp"

namespace ansatz::optimise {

/// G += X^T X, for `count` rows of X, each of n numbers.
void accumulate_gram(std::size_t n, std::size_t count, In rows, Out G, const Team& team);

/// The same for X stored column by column: n columns, each of `count` numbers.
void accumulate_gram_of_columns(std::size_t n, std::size_t count, In columns, Out G, const Team& team);

/// g += X^T r for X by columns, `count` rows deep each.
void accumulate_products_of_columns(std::size_t count, In columns, In r, Out g, const Team& team);

/// A = R^T R in place. False when A is not positive definite to working precision; A is then undefined.
bool cholesky(std::size_t n, Out A, const Team& team);

/// b <- R^-T b and b <- R^-1 b.
void solve_transposed(std::size_t n, In R, Out b);
void solve(std::size_t n, In R, Out b);

/// X <- R^-T X for n rows of `count` numbers.
void solve_transposed(std::size_t n, In R, std::size_t count, Out X, const Team& team);

/// out = A b for a symmetric A.
void multiply_symmetric(std::size_t n, In A, In b, Out out);

}  // namespace ansatz::optimise
