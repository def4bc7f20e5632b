// Eigenvalues of a symmetric matrix, without its vectors.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ansatz::search {

/// In descending order, of the upper triangle of an n x n matrix, row by row. None where a number of it is not finite.
std::vector<double> eigenvalues(std::size_t n, std::span<const double> matrix);

/// The logarithm of each; those below `floor` times the largest as that, and of a matrix of zeros as the smallest
/// number there is.
std::vector<double> floored_logarithms(std::vector<double> eigenvalues, double floor);

}  // namespace ansatz::search
