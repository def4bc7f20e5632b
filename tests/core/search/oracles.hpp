// Plain linear algebra for tests of spectra: no code of the library.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

namespace ansatz::test {

using Table = std::vector<std::vector<double>>;

/// The eigenvalues of a symmetric matrix in descending order: Jacobi's rotations.
inline std::vector<double> jacobi_eigenvalues(Table a) {
  const std::size_t n = a.size();
  for (int sweep = 0; sweep < 60; ++sweep)
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q) {
        if (a[p][q] == 0) continue;
        const double angle = 0.5 * std::atan2(2 * a[p][q], a[q][q] - a[p][p]);
        const double c = std::cos(angle), s = std::sin(angle);
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a[k][p], y = a[k][q];
          a[k][p] = c * x - s * y;
          a[k][q] = s * x + c * y;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a[p][k], y = a[q][k];
          a[p][k] = c * x - s * y;
          a[q][k] = s * x + c * y;
        }
      }
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i) values.push_back(a[i][i]);
  std::sort(values.begin(), values.end(), std::greater<>());
  return values;
}

/// sum over rows of r r^T / by.
inline Table gram_of_rows(const Table& rows, double by) {
  const std::size_t n = rows.at(0).size();
  Table g(n, std::vector<double>(n, 0.0));
  for (const std::vector<double>& row : rows)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) g[i][j] += row[i] * row[j] / by;
  return g;
}

inline std::vector<double> logs_above(std::vector<double> values, double floor) {
  const double least = floor * values.front();
  for (double& v : values) v = std::log(std::max(v, least));
  return values;
}

}  // namespace ansatz::test
