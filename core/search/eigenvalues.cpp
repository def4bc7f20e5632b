#include "search/eigenvalues.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Dense>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::search {

std::vector<double> eigenvalues(std::size_t n, std::span<const double> matrix) {
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const auto size = static_cast<Eigen::Index>(n);
  const Eigen::Map<const Matrix> upper(matrix.data(), size, size);
  const Matrix whole = upper.selfadjointView<Eigen::Upper>();
  if (!whole.allFinite()) return {};
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(whole, Eigen::EigenvaluesOnly);
  if (solver.info() != Eigen::Success) throw InternalFault("the eigenvalues of a symmetric matrix were not found");
  std::vector<double> values(solver.eigenvalues().begin(), solver.eigenvalues().end());
  std::reverse(values.begin(), values.end());
  return values;
}

std::vector<double> floored_logarithms(std::vector<double> values, double floor) {
  if (values.empty()) return values;
  const double least =
      std::max(floor * *std::max_element(values.begin(), values.end()), std::numeric_limits<double>::min());
  for (double& value : values) value = std::log(std::max(value, least));
  return values;
}

}  // namespace ansatz::search
