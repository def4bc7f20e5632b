// Disks and balls: the points within a radius of a center, in any number of dimensions. The boundary is one patch, a
// circle or a sphere. Shells are what is left of a ball without a smaller one.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <numbers>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"
#include "geometry/level.hpp"
#include "geometry/membership.hpp"

namespace ansatz {
namespace {

using std::numbers::pi;

/// A point of the unit sphere of so many dimensions by an angle and heights along the other coordinates, all in [0, 1].
/// Uniform because a coordinate of a random direction is: in three dimensions evenly (Archimedes, "On the Sphere and
/// Cylinder"), in n its half as (1 + x)/2 of a beta distribution with both parameters (n - 1)/2.
void to_sphere(const double* unit, std::size_t dimensions, double* direction) {
  double across = 1;
  for (std::size_t i = dimensions - 1; i >= 2; --i) {
    const double shape = 0.5 * static_cast<double>(i);
    const double part = i == 2 ? unit[1] : boost::math::ibeta_inv(shape, shape, unit[i - 1]);
    const double height = 2 * part - 1;
    direction[i] = across * height;
    across *= std::sqrt((1 - height) * (1 + height));
  }
  direction[0] = across * std::cos(2 * pi * unit[0]);
  direction[1] = across * std::sin(2 * pi * unit[0]);
}

class Ball final : public Geometry, public LevelSet, public HasMembership {
 public:
  Ball(std::vector<double> center, double radius) : center_(std::move(center)), radius_(radius) {}

  std::size_t dimensions() const override { return center_.size(); }
  std::vector<double> lower() const override { return moved(-radius_); }
  std::vector<double> upper() const override { return moved(+radius_); }
  bool contains(const double* point) const override { return signed_distance(point) <= 0; }

  ad::Expr membership(std::span<const ad::Expr> x) const override { return at_most(squared(x), radius_ * radius_); }

  double signed_distance(const double* point) const override {
    double distance = 0;
    for (std::size_t i = 0; i < dimensions(); ++i) distance = std::hypot(distance, point[i] - center_[i]);
    return distance - radius_;
  }

  std::vector<Patch> boundary() const override {
    const double r = radius_, half = 0.5 * static_cast<double>(dimensions());
    const double area = dimensions() == 2   ? 2 * pi * r
                        : dimensions() == 3 ? 4 * pi * r * r
                                            : 2 * std::pow(pi, half) / std::tgamma(half) * std::pow(r, 2 * half - 1);
    Patch patch{dimensions() - 1, area, true, {}, {}};
    patch.map = [center = center_, r](const double* unit, double* point, double* normal) {
      to_sphere(unit, center.size(), normal);
      for (std::size_t i = 0; i < center.size(); ++i) point[i] = center[i] + r * normal[i];
      return true;
    };
    return {patch};
  }

  ad::Expr inside(std::span<const ad::Expr> x) const override { return 1.0 - squared(x) / (radius_ * radius_); }
  ad::Expr outside(std::span<const ad::Expr> x) const override { return squared(x) / (radius_ * radius_) - 1.0; }

  std::string describe() const override {
    return fmt::format("{}({}, {})", dimensions() == 2 ? "disk" : "ball", center_, radius_);
  }

 private:
  std::vector<double> moved(double by) const {
    std::vector<double> corner = center_;
    for (double& x : corner) x += by;
    return corner;
  }

  /// The square of the distance to the center.
  ad::Expr squared(std::span<const ad::Expr> x) const {
    ad::Expr sum = x[0].graph().constant(0);
    for (std::size_t i = 0; i < dimensions(); ++i) sum = sum + (x[i] - center_[i]) * (x[i] - center_[i]);
    return sum;
  }

  std::vector<double> center_;
  double radius_;
};

}  // namespace

GeometryPtr ball(std::vector<double> center, double radius) {
  if (center.size() < 2) {
    throw UserError(
        fmt::format("a disk has a center of 2 coordinates, a ball one of 3 or more; got {}", center.size()));
  }
  for (const double x : center) {
    if (!std::isfinite(x)) throw UserError(fmt::format("the center of a disk or ball must be finite; got {}", center));
  }
  if (!(radius > 0) || !std::isfinite(radius)) {
    throw UserError(fmt::format("the radius of a disk or ball must be above 0 and finite; got {}", radius));
  }
  return std::make_shared<Ball>(std::move(center), radius);
}

GeometryPtr shell(std::vector<double> center, double inner, double outer) {
  GeometryPtr whole = ball(center, outer), hole = ball(std::move(center), inner);
  if (!(inner < outer))
    throw UserError(
        fmt::format("the inner radius of a shell must be below the outer one; got {} and {}", inner, outer));
  return subtract(std::move(whole), std::move(hole));
}

}  // namespace ansatz
