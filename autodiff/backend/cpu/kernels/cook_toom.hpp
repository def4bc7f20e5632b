// The matrices of minimal filtering: m neighbouring outputs of a filter with r places by m + r - 1 products in place of
// m r (S. Winograd, Arithmetic Complexity of Computations, 1980; for images A. Lavin and S. Gray, Fast Algorithms for
// Convolutional Neural Networks, 2016, arXiv:1509.09308):
//
//   y = A^T [(G g) * (B^T d)],   d the n = m + r - 1 numbers under the outputs, * number by number.
//
// They come from n - 1 points at which polynomials are multiplied, and infinity. The points decide the rounding, and
// those near 1 are best: with 0, 1, -1, 1/2, -2 it is less than three times that of the plain sum, with 0, 1, -1 alone
// less than once, as the plain sum has more terms (tests/autodiff/winograd.cpp).
#pragma once

#include <array>
#include <cstddef>

namespace ansatz::ad {

template <std::size_t rows, std::size_t cols>
using Matrix = std::array<std::array<double, cols>, rows>;

template <std::size_t rows, std::size_t cols>
constexpr Matrix<cols, rows> transpose(const Matrix<rows, cols>& m) {
  Matrix<cols, rows> result{};
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < cols; ++j) result[j][i] = m[i][j];
  return result;
}

template <std::size_t m, std::size_t r>
struct CookToom {
  static constexpr std::size_t n = m + r - 1;
  static_assert(n == 4 || n == 6);
  static constexpr std::array<double, 5> points{0, 1, -1, 0.5, -2};  // the first n - 1 of them

  static constexpr double power(double base, std::size_t exponent) {
    double result = 1;
    for (; exponent != 0; --exponent) result *= base;
    return result;
  }

  /// Powers of the points; the last column is infinity.
  static constexpr Matrix<m, n> a_transposed() {
    Matrix<m, n> result{};
    for (std::size_t i = 0; i < m; ++i)
      for (std::size_t j = 0; j + 1 < n; ++j) result[i][j] = power(points[j], i);
    result[m - 1][n - 1] = 1;
    return result;
  }

  /// Powers of the points over the product of their distances to all others.
  static constexpr Matrix<n, r> g() {
    Matrix<n, r> result{};
    for (std::size_t i = 0; i + 1 < n; ++i) {
      double distances = 1;
      for (std::size_t j = 0; j + 1 < n; ++j)
        if (j != i) distances *= points[i] - points[j];
      for (std::size_t k = 0; k < r; ++k) result[i][k] = power(points[i], k) / distances;
    }
    result[n - 1][r - 1] = 1;
    return result;
  }

  /// Row i holds the coefficients of the product of (x - p) over all points p but number i; the last one over all.
  static constexpr Matrix<n, n> b_transposed() {
    Matrix<n, n> result{};
    for (std::size_t i = 0; i < n; ++i) {
      std::array<double, n>& row = result[i];
      row[0] = 1;
      std::size_t degree = 0;
      for (std::size_t j = 0; j + 1 < n; ++j) {
        if (j == i) continue;
        ++degree;
        for (std::size_t k = degree; k > 0; --k) row[k] = row[k - 1] - points[j] * row[k];
        row[0] *= -points[j];
      }
    }
    return result;
  }
};

}  // namespace ansatz::ad
