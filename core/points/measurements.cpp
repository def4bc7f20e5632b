#include "ansatz/core/measurements.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"

namespace ansatz {
namespace {

/// Numbers of tables are rounded: a point this near to the domain, measured against its size, belongs to it.
constexpr double rounding = 1e-6;

double deviation(const std::vector<double>& values) {
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double square = 0;
  for (const double value : values) square += (value - mean) * (value - mean) / count;
  return std::sqrt(square);
}

}  // namespace

bool belongs(const Domain& domain, const double* point) {
  if (domain.time) {
    const double t = point[domain.space.size()], near = rounding * (domain.times.upper - domain.times.lower);
    if (t < domain.times.lower - near || t > domain.times.upper + near) return false;
  }
  if (!domain.shape) return true;
  return domain.shape->contains(point) ||
         domain.shape->signed_distance(point) <= rounding * largest_side(*domain.shape);
}

Measurements draw_measurements(const Measurements& table, std::optional<std::size_t> points, double noise,
                               std::uint64_t seed, std::string_view name) {
  const std::size_t count = points.value_or(table.count);
  if (count > table.count)
    throw UserError(fmt::format("{} points are asked for, and there are {}", count, table.count));
  Measurements drawn{count, {}, {}};
  if (table.count == 0) return drawn;
  const std::vector<std::size_t> order = Stream(seed, fmt::format("{}/points", name)).permutation(table.count);
  const std::size_t dimensions = table.points.size() / table.count;
  for (std::size_t p = 0; p < count; ++p) {
    const auto from = table.points.begin() + static_cast<std::ptrdiff_t>(order[p] * dimensions);
    drawn.points.insert(drawn.points.end(), from, from + static_cast<std::ptrdiff_t>(dimensions));
  }
  for (std::size_t k = 0; k < table.values.size(); ++k) {
    const Stream random(seed, fmt::format("{}/noise{}", name, k + 1));
    const double scale = noise * deviation(table.values[k]);
    std::vector<double>& values = drawn.values.emplace_back();
    for (std::size_t p = 0; p < count; ++p) {
      const double exact = table.values[k][order[p]];
      values.push_back(scale > 0 ? exact + scale * random.normal(order[p]) : exact);
    }
  }
  return drawn;
}

}  // namespace ansatz
