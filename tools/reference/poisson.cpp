#include "poisson.hpp"

#include <Eigen/Dense>
#include <cmath>
#include <numbers>

namespace reference {
namespace {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;
using std::numbers::pi, std::numbers::sqrt2;

constexpr double half = 1 / sqrt2;  // of a side

double on_rim(double x, double y) { return std::cos(pi * x) * std::cos(pi * y); }

/// Chebyshev points of [-half, half], from the right end to the left.
VectorXd chebyshev_points(Index modes) {
  VectorXd points(modes + 1);
  for (Index k = 0; k <= modes; ++k)
    points[k] = half * std::cos(pi * static_cast<double>(k) / static_cast<double>(modes));
  return points;
}

/// Barycentric weights of these points, up to a common factor.
double weight(Index k, Index modes) { return (k % 2 == 0 ? 1 : -1) * (k == 0 || k == modes ? 0.5 : 1); }

/// What takes values at the points to derivatives there.
MatrixXd differentiation(const VectorXd& points) {
  const Index modes = points.size() - 1;
  MatrixXd d = MatrixXd::Zero(modes + 1, modes + 1);
  for (Index i = 0; i <= modes; ++i)
    for (Index j = 0; j <= modes; ++j)
      if (i != j) {
        d(i, j) = weight(j, modes) / weight(i, modes) / (points[i] - points[j]);
        d(i, i) -= d(i, j);  // a constant has no derivative
      }
  return d;
}

/// What takes values at the points to values at equal steps.
MatrixXd interpolation(const VectorXd& points, std::size_t intervals) {
  const Index modes = points.size() - 1;
  MatrixXd rows = MatrixXd::Zero(static_cast<Index>(intervals) + 1, modes + 1);
  for (Index i = 0; i < rows.rows(); ++i) {
    const double x = poisson_place(static_cast<std::size_t>(i), intervals);
    for (Index k = 0; k <= modes; ++k) {
      const double distance = x - points[k];
      if (std::abs(distance) < 1e-14) {
        rows.row(i).setZero();
        rows(i, k) = 1;
        break;
      }
      rows(i, k) = weight(k, modes) / distance;
    }
    rows.row(i) /= rows.row(i).sum();
  }
  return rows;
}

/// Values at all pairs of Chebyshev points: row i at x, column j at y.
MatrixXd solve(double alpha, const VectorXd& points) {
  const Index side = points.size();
  const MatrixXd d = differentiation(points), d2 = d * d;
  MatrixXd system = MatrixXd::Zero(side * side, side * side);
  VectorXd right(side * side);
  for (Index i = 0; i < side; ++i)
    for (Index j = 0; j < side; ++j) {
      const Index row = i * side + j;
      const double x = points[i], y = points[j];
      if (i == 0 || j == 0 || i == side - 1 || j == side - 1) {
        system(row, row) = 1;
        right[row] = on_rim(x, y);
        continue;
      }
      right[row] = -x - y;
      for (Index k = 0; k < side; ++k) {
        system(row, k * side + j) += (1 + alpha * x) * d2(i, k) + alpha * d(i, k);
        system(row, i * side + k) += (1 + alpha * x) * d2(j, k);
      }
    }
  const VectorXd found = system.partialPivLu().solve(right);
  return found.reshaped<Eigen::RowMajor>(side, side);
}

}  // namespace

double poisson_place(std::size_t i, std::size_t intervals) {
  return half * (2 * static_cast<double>(i) / static_cast<double>(intervals) - 1);
}

std::vector<double> poisson(double alpha, std::size_t modes, std::size_t intervals) {
  const VectorXd points = chebyshev_points(static_cast<Index>(modes));
  const MatrixXd between = interpolation(points, intervals);
  const MatrixXd table = between * solve(alpha, points) * between.transpose();
  const auto rows = table.reshaped<Eigen::RowMajor>();
  return {rows.begin(), rows.end()};
}

}  // namespace reference
