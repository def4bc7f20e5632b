#include "ansatz/core/amplitudes.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {

Amplitudes nearest_sum(std::span<const std::vector<double>> waves, std::span<const double> wanted) {
  const auto points = static_cast<Eigen::Index>(wanted.size()), count = static_cast<Eigen::Index>(waves.size());
  if (points < count) throw UserError("a sum of waves is found from as many points as there are waves, at least");
  if (!std::all_of(wanted.begin(), wanted.end(), [](double value) { return std::isfinite(value); }))
    throw UserError("the function is not finite everywhere");
  const Eigen::Map<const Eigen::VectorXd> target(wanted.data(), points);
  Eigen::MatrixXd columns(points, count);
  for (Eigen::Index k = 0; k < count; ++k)
    columns.col(k) = Eigen::Map<const Eigen::VectorXd>(waves[static_cast<std::size_t>(k)].data(), points);
  // Waves that are hardly seen would take any amplitude for what is rounding in the function.
  constexpr double seen = 1e-8;
  Eigen::BDCSVD<Eigen::MatrixXd> parts(columns, Eigen::ComputeThinU | Eigen::ComputeThinV);
  parts.setThreshold(seen);
  const Eigen::VectorXd found = parts.solve(target);
  const double size = target.norm();
  return {{found.data(), found.data() + count}, size > 0 ? (columns * found - target).norm() / size : 0};
}

}  // namespace ansatz
