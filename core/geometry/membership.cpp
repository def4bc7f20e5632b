#include "ansatz/core/membership.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "geometry/membership.hpp"

namespace ansatz {

ad::Expr membership(const Geometry& shape, std::span<const ad::Expr> x) {
  if (x.size() != shape.dimensions())
    throw UserError(
        fmt::format("a point of {} has {} coordinates; {} are given", shape.describe(), shape.dimensions(), x.size()));
  const auto* formula = dynamic_cast<const HasMembership*>(&shape);
  if (formula == nullptr) throw UserError(fmt::format("no formula says which points belong to {}", shape.describe()));
  return formula->membership(x);
}

namespace {

constexpr double rounding = 1e-9;  // a distance that counts as none, relative to the size
constexpr double step = 1e-6;      // to either side, likewise

}  // namespace

bool lies_beyond(const Geometry& shape, const double* point, const double* direction) {
  const double size = largest_side(shape);
  std::vector<double> beside(point, point + shape.dimensions());
  for (std::size_t i = 0; i < beside.size(); ++i) beside[i] += step * size * direction[i];
  return shape.signed_distance(beside.data()) < -rounding * size;
}

bool belongs_to_closure(const Geometry& shape, const double* point, double size) {
  const double distance = shape.signed_distance(point);
  if (std::abs(distance) > rounding * size) return distance < 0;
  // Along each axis, and between these: corners turn their inside to one of the latter.
  const std::size_t n = shape.dimensions();
  std::vector<double> direction(n, 0);
  for (std::size_t i = 0; i < 2 * n; ++i) {
    direction.assign(n, 0);
    direction[i / 2] = i % 2 == 0 ? 1 : -1;
    if (lies_beyond(shape, point, direction.data())) return true;
  }
  constexpr std::size_t most = 6;  // dimensions whose corners are tried
  for (std::size_t corner = 0; n <= most && corner < (std::size_t{1} << n); ++corner) {
    for (std::size_t i = 0; i < n; ++i)
      direction[i] = ((corner >> i & 1) != 0 ? 1 : -1) / std::sqrt(static_cast<double>(n));
    if (lies_beyond(shape, point, direction.data())) return true;
  }
  return false;
}

}  // namespace ansatz
