// Ellipses with axes along the coordinates. The boundary is one patch, uniform in its length: the length up to an angle
// is tabulated once and inverted by Newton's method, as it has no closed form.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <utility>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"
#include "ansatz/core/quadrature.hpp"
#include "geometry/membership.hpp"

namespace ansatz {
namespace {

using std::numbers::pi;

/// The length of an ellipse from angle 0, as in (a cos, b sin), to the ends of equal steps of angle.
class ArcLength {
 public:
  ArcLength(double a, double b) : a_(a), b_(b) {
    for (std::size_t i = 0; i < panels; ++i) upto_[i + 1] = upto_[i] + between(angle(i), angle(i + 1));
  }

  double whole() const { return upto_[panels]; }

  /// The angle up to which the length is this part of the whole.
  double angle_at(double part) const {
    const double length = part * whole();
    const auto above = std::upper_bound(upto_.begin(), upto_.end() - 1, length);
    const auto panel = static_cast<std::size_t>(std::max<std::ptrdiff_t>(above - upto_.begin(), 1)) - 1;
    double at = angle(panel);
    for (int step = 0; step < 20; ++step) {
      const double move = (length - upto_[panel] - between(angle(panel), at)) / speed(at);
      at += move;
      if (std::abs(move) < 1e-15) break;
    }
    return at;
  }

 private:
  static constexpr std::size_t panels = 512;
  static double angle(std::size_t i) { return 2 * pi * static_cast<double>(i) / panels; }

  double speed(double at) const { return std::hypot(a_ * std::sin(at), b_ * std::cos(at)); }
  double between(double from, double to) const {
    double sum = 0;
    if (from != to)
      for (const QuadratureNode& node : gauss_rule(8, from, to)) sum += node.weight * speed(node.at);
    return sum;
  }

  double a_, b_;
  std::vector<double> upto_ = std::vector<double>(panels + 1, 0.0);
};

/// Distance of a point of the first quadrant to the ellipse with half axes e0 >= e1, by bisection: D. Eberly, "Distance
/// from a Point to an Ellipse, an Ellipsoid, or a Hyperellipsoid" (2013).
double distance_in_quadrant(double e0, double e1, double y0, double y1) {
  if (y1 <= 0) {
    const double numerator = e0 * y0, denominator = e0 * e0 - e1 * e1;
    if (numerator >= denominator) return std::abs(y0 - e0);
    const double x = numerator / denominator;
    return std::hypot(e0 * x - y0, e1 * std::sqrt(1 - x * x));
  }
  if (y0 <= 0) return std::abs(y1 - e1);
  const double z0 = y0 / e0, z1 = y1 / e1, ratio = (e0 / e1) * (e0 / e1), n0 = ratio * z0;
  double low = z1 - 1, high = z0 * z0 + z1 * z1 < 1 ? 0 : std::hypot(n0, z1) - 1, s = low;
  for (int step = 0; step < 1100; ++step) {  // more than a double has halvings
    s = 0.5 * (low + high);
    if (s == low || s == high) break;
    const double r0 = n0 / (s + ratio), r1 = z1 / (s + 1), above = r0 * r0 + r1 * r1 - 1;
    if (above == 0) break;
    (above > 0 ? low : high) = s;
  }
  return std::hypot(ratio * y0 / (s + ratio) - y0, y1 / (s + 1) - y1);
}

class Ellipse final : public Geometry, public HasMembership {
 public:
  Ellipse(std::array<double, 2> center, std::array<double, 2> axes)
      : center_(center), axes_(axes), lengths_(std::make_shared<const ArcLength>(axes[0], axes[1])) {}

  std::size_t dimensions() const override { return 2; }
  std::vector<double> lower() const override { return {center_[0] - axes_[0], center_[1] - axes_[1]}; }
  std::vector<double> upper() const override { return {center_[0] + axes_[0], center_[1] + axes_[1]}; }
  bool contains(const double* point) const override {
    const double x = (point[0] - center_[0]) / axes_[0], y = (point[1] - center_[1]) / axes_[1];
    return x * x + y * y <= 1;
  }

  ad::Expr membership(std::span<const ad::Expr> at) const override {
    const ad::Expr x = (at[0] - center_[0]) / axes_[0], y = (at[1] - center_[1]) / axes_[1];
    return at_most(x * x + y * y, 1);
  }

  double signed_distance(const double* point) const override {
    const double x = std::abs(point[0] - center_[0]), y = std::abs(point[1] - center_[1]);
    const bool wide = axes_[0] >= axes_[1];
    const double distance =
        wide ? distance_in_quadrant(axes_[0], axes_[1], x, y) : distance_in_quadrant(axes_[1], axes_[0], y, x);
    return contains(point) ? -distance : distance;
  }

  std::vector<Patch> boundary() const override {
    Patch patch{1, lengths_->whole(), true, {}, {}};
    patch.map = [center = center_, axes = axes_, lengths = lengths_](const double* unit, double* point,
                                                                     double* normal) {
      const double angle = lengths->angle_at(unit[0]), c = std::cos(angle), s = std::sin(angle);
      const double size = std::hypot(c / axes[0], s / axes[1]);
      point[0] = center[0] + axes[0] * c;
      point[1] = center[1] + axes[1] * s;
      normal[0] = c / axes[0] / size;
      normal[1] = s / axes[1] / size;
      return true;
    };
    return {patch};
  }

  std::string describe() const override { return fmt::format("ellipse({}, {})", center_, axes_); }

 private:
  std::array<double, 2> center_, axes_;
  std::shared_ptr<const ArcLength> lengths_;
};

}  // namespace

GeometryPtr ellipse(std::array<double, 2> center, std::array<double, 2> half_axes) {
  for (std::size_t i = 0; i < 2; ++i) {
    if (!std::isfinite(center[i]))
      throw UserError(fmt::format("the center of an ellipse must be finite; got {}", center));
    if (!(half_axes[i] > 0) || !std::isfinite(half_axes[i]))
      throw UserError(fmt::format("the half axes of an ellipse must be above 0 and finite; got {}", half_axes));
  }
  return std::make_shared<Ellipse>(center, half_axes);
}

}  // namespace ansatz
