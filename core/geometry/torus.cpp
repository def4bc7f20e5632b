// Tori around an axis along the third coordinate: the points within `minor` of a circle of radius `major`.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"
#include "geometry/membership.hpp"

namespace ansatz {
namespace {

using std::numbers::pi;

/// The angle around the tube up to which so great a part of the area lies: rings are longer on the outside. Solves
/// angle + sin(angle) minor/major = 2 pi part, whose left side grows.
double angle_at(double part, double ratio) {
  double low = 0, high = 2 * pi;
  for (int step = 0; step < 60; ++step) {
    const double middle = 0.5 * (low + high);
    (middle + ratio * std::sin(middle) < 2 * pi * part ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

class Torus final : public Geometry, public HasMembership {
 public:
  Torus(std::array<double, 3> center, double major, double minor) : center_(center), major_(major), minor_(minor) {}

  std::size_t dimensions() const override { return 3; }
  std::vector<double> lower() const override { return corner(-1); }
  std::vector<double> upper() const override { return corner(+1); }
  bool contains(const double* point) const override { return signed_distance(point) <= 0; }

  ad::Expr membership(std::span<const ad::Expr> at) const override {
    const ad::Expr x = at[0] - center_[0], y = at[1] - center_[1], z = at[2] - center_[2];
    const ad::Expr across = ad::sqrt(x * x + y * y) - major_;
    return at_most(across * across + z * z, minor_ * minor_);
  }

  double signed_distance(const double* point) const override {
    const double across = std::hypot(point[0] - center_[0], point[1] - center_[1]);
    return std::hypot(across - major_, point[2] - center_[2]) - minor_;
  }

  std::vector<Patch> boundary() const override {
    Patch patch{2, 4 * pi * pi * major_ * minor_, true, {}, {}};
    patch.map = [center = center_, major = major_, minor = minor_](const double* unit, double* point, double* normal) {
      const double around = 2 * pi * unit[0], tube = angle_at(unit[1], minor / major);
      const double out[] = {std::cos(tube) * std::cos(around), std::cos(tube) * std::sin(around), std::sin(tube)};
      const double ring[] = {major * std::cos(around), major * std::sin(around), 0};
      for (std::size_t i = 0; i < 3; ++i) {
        normal[i] = out[i];
        point[i] = center[i] + ring[i] + minor * out[i];
      }
      return true;
    };
    return {patch};
  }

  std::string describe() const override { return fmt::format("torus({}, {}, {})", center_, major_, minor_); }

 private:
  std::vector<double> corner(double sign) const {
    const double across = sign * (major_ + minor_);
    return {center_[0] + across, center_[1] + across, center_[2] + sign * minor_};
  }

  std::array<double, 3> center_;
  double major_, minor_;
};

}  // namespace

GeometryPtr torus(std::array<double, 3> center, double major, double minor) {
  if (!std::isfinite(center[0] + center[1] + center[2]))
    throw UserError(fmt::format("the center of a torus must be finite; got {}", center));
  if (!(minor > 0) || !(major > minor) || !std::isfinite(major))
    throw UserError(
        fmt::format("the radii of a torus must be finite, that of the tube above 0 and below that of the "
                    "circle that it runs along; got {} along {}",
                    minor, major));
  return std::make_shared<Torus>(center, major, minor);
}

}  // namespace ansatz
