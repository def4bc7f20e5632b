// Disks and balls: the points within a radius of a center. The boundary is one patch, a circle or a sphere.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <numbers>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"

namespace ansatz {
namespace {

using std::numbers::pi;

class Ball final : public Geometry {
 public:
  Ball(std::vector<double> center, double radius) : center_(std::move(center)), radius_(radius) {}

  std::size_t dimensions() const override { return center_.size(); }
  std::vector<double> lower() const override { return moved(-radius_); }
  std::vector<double> upper() const override { return moved(+radius_); }
  bool contains(const double* point) const override { return signed_distance(point) <= 0; }

  double signed_distance(const double* point) const override {
    double distance = 0;
    for (std::size_t i = 0; i < dimensions(); ++i) distance = std::hypot(distance, point[i] - center_[i]);
    return distance - radius_;
  }

  // Uniform on the sphere because the height is (Archimedes, "On the Sphere and Cylinder").
  std::vector<Patch> boundary() const override {
    const double r = radius_;
    Patch patch{dimensions() - 1, dimensions() == 2 ? 2 * pi * r : 4 * pi * r * r, true, {}, {}};
    patch.map = [center = center_, r](const double* unit, double* point, double* normal) {
      const double angle = 2 * pi * unit[0], height = center.size() == 3 ? 2 * unit[1] - 1 : 0;
      const double across = std::sqrt((1 - height) * (1 + height));
      const double direction[] = {across * std::cos(angle), across * std::sin(angle), height};
      for (std::size_t i = 0; i < center.size(); ++i) {
        normal[i] = direction[i];
        point[i] = center[i] + r * direction[i];
      }
      return true;
    };
    return {patch};
  }

  std::string describe() const override {
    return fmt::format("{}({}, {})", dimensions() == 2 ? "disk" : "ball", center_, radius_);
  }

 private:
  std::vector<double> moved(double by) const {
    std::vector<double> corner = center_;
    for (double& x : corner) x += by;
    return corner;
  }

  std::vector<double> center_;
  double radius_;
};

}  // namespace

GeometryPtr ball(std::vector<double> center, double radius) {
  if (center.size() != 2 && center.size() != 3) {
    throw UserError(fmt::format("a disk has a center of 2 coordinates, a ball one of 3; got {}", center.size()));
  }
  for (const double x : center) {
    if (!std::isfinite(x)) throw UserError(fmt::format("the center of a disk or ball must be finite; got {}", center));
  }
  if (!(radius > 0) || !std::isfinite(radius)) {
    throw UserError(fmt::format("the radius of a disk or ball must be above 0 and finite; got {}", radius));
  }
  return std::make_shared<Ball>(std::move(center), radius);
}

}  // namespace ansatz
