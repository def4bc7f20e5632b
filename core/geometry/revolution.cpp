// Solids of revolution, of which cylinders and cones are two: what a line in the half-plane of height s along an axis
// and distance rho from it sweeps out. The line begins and ends on the axis; each of its pieces is a patch, a disc or
// the mantle of a cone, uniform in area because rho^2 is (or s, where rho stays).
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"
#include "geometry/membership.hpp"

namespace ansatz {
namespace {

using std::numbers::pi;
using Vector = std::array<double, 3>;

struct Corner {
  double s, rho;
};

Vector cross(const Vector& a, const Vector& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double length(const Vector& a) { return std::hypot(a[0], a[1], a[2]); }

/// An orthonormal frame: the axis, and two directions across it.
struct Frame {
  Vector axis, first, second;
};

Frame frame_along(const Vector& axis) {
  const auto least = static_cast<std::size_t>(
      std::min_element(axis.begin(), axis.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }) -
      axis.begin());
  Vector unit{};
  unit[least] = 1;
  Vector first = cross(unit, axis);
  const double size = length(first);
  for (double& x : first) x /= size;
  return {axis, first, cross(axis, first)};
}

double distance_to_piece(const Corner& a, const Corner& b, double s, double rho) {
  const double ds = b.s - a.s, dr = b.rho - a.rho;
  const double t = std::clamp(((s - a.s) * ds + (rho - a.rho) * dr) / (ds * ds + dr * dr), 0.0, 1.0);
  return std::hypot(s - a.s - t * ds, rho - a.rho - t * dr);
}

/// Between two discs whose centers the axis joins, of radii that may differ; one of them may be 0.
class Revolution final : public Geometry, public HasMembership {
 public:
  Revolution(Vector from, Vector to, double at_from, double at_to, std::string text)
      : from_(from), to_(to), radii_{at_from, at_to}, text_(std::move(text)) {
    for (std::size_t i = 0; i < 3; ++i) axis_[i] = to[i] - from[i];
    height_ = length(axis_);
    for (double& x : axis_) x /= height_;
    line_ = {Corner{0, 0}, Corner{0, at_from}, Corner{height_, at_to}, Corner{height_, 0}};
  }

  std::size_t dimensions() const override { return 3; }
  std::vector<double> lower() const override { return corner(-1); }
  std::vector<double> upper() const override { return corner(+1); }
  bool contains(const double* point) const override { return signed_distance(point) <= 0; }

  ad::Expr membership(std::span<const ad::Expr> x) const override {
    ad::Expr s = x[0].graph().constant(0), square = s;
    for (std::size_t i = 0; i < 3; ++i) {
      const ad::Expr from = x[i] - from_[i];
      s = s + from * axis_[i];
      square = square + from * from;
    }
    const ad::Expr side = radii_[0] + s * ((radii_[1] - radii_[0]) / height_);
    return ad::logical_and(between(s, 0, height_), ad::le(square - s * s, side * side));
  }

  double signed_distance(const double* point) const override {
    const auto [s, rho] = in_half_plane(point);
    double distance = HUGE_VAL;
    for (std::size_t k = 0; k + 1 < line_.size(); ++k)
      if (has_area(k)) distance = std::min(distance, distance_to_piece(line_[k], line_[k + 1], s, rho));
    const double side = std::lerp(radii_[0], radii_[1], s / height_);
    return 0 <= s && s <= height_ && rho <= side ? -distance : distance;
  }

  std::vector<Patch> boundary() const override {
    std::vector<Patch> patches;
    for (std::size_t k = 0; k + 1 < line_.size(); ++k)
      if (has_area(k)) patches.push_back(patch_of(line_[k], line_[k + 1]));
    return patches;
  }

  std::string describe() const override { return text_; }

 private:
  bool has_area(std::size_t k) const { return line_[k].s != line_[k + 1].s || line_[k].rho != line_[k + 1].rho; }

  Corner in_half_plane(const double* point) const {
    Vector from{point[0] - from_[0], point[1] - from_[1], point[2] - from_[2]};
    const double s = from[0] * axis_[0] + from[1] * axis_[1] + from[2] * axis_[2];
    return {s, length(cross(from, axis_))};
  }

  std::vector<double> corner(double sign) const {
    std::vector<double> corner;
    for (std::size_t i = 0; i < 3; ++i) {
      const double across = std::sqrt(std::max(0.0, 1 - axis_[i] * axis_[i]));
      const double a = from_[i] + sign * across * radii_[0], b = to_[i] + sign * across * radii_[1];
      corner.push_back(sign < 0 ? std::min(a, b) : std::max(a, b));
    }
    return corner;
  }

  /// Of an end, where the axis runs along a coordinate.
  std::optional<Plane> plane_of(double s) const {
    for (std::size_t i = 0; i < 3; ++i)
      if (std::abs(axis_[i]) == 1) return Plane{i, s == 0 ? from_[i] : to_[i]};
    return std::nullopt;
  }

  Patch patch_of(Corner a, Corner b) const {
    const double side = std::hypot(b.s - a.s, b.rho - a.rho);
    const bool flat = a.s == b.s;
    Patch patch{2, pi * (a.rho + b.rho) * side, true, flat ? plane_of(a.s) : std::nullopt, {}};
    // The line runs so that the inside is on its right: out is the left of its direction, turned by a quarter.
    const double along = (a.rho - b.rho) / side, out = (b.s - a.s) / side;
    const double sign = flat ? (a.s == 0 ? -1 : 1) : 0;
    patch.map = [=, frame = frame_along(axis_), from = from_, to = to_](const double* unit, double* point,
                                                                        double* normal) {
      const double rho = std::sqrt(std::lerp(a.rho * a.rho, b.rho * b.rho, unit[1]));
      const double t = a.rho == b.rho ? unit[1] : (rho - a.rho) / (b.rho - a.rho), s = std::lerp(a.s, b.s, t);
      const double c = std::cos(2 * pi * unit[0]), d = std::sin(2 * pi * unit[0]);
      for (std::size_t i = 0; i < 3; ++i) {
        const double across = c * frame.first[i] + d * frame.second[i];
        const double middle = flat ? (sign < 0 ? from[i] : to[i]) : from[i] + s * frame.axis[i];
        point[i] = middle + rho * across;
        normal[i] = flat ? sign * frame.axis[i] : along * frame.axis[i] + out * across;
      }
      return true;
    };
    return patch;
  }

  Vector from_, to_;
  std::array<double, 2> radii_;
  std::string text_;
  Vector axis_{};
  double height_ = 0;
  std::array<Corner, 4> line_{};
};

void require_axis(const char* what, const Vector& from, const Vector& to, double radius) {
  for (const Vector& end : {from, to})
    if (!std::isfinite(end[0] + end[1] + end[2]))
      throw UserError(fmt::format("the ends of a {} must be finite; got {}", what, end));
  if (from == to) throw UserError(fmt::format("the ends of a {} are the same point, {}", what, from));
  if (!(radius > 0) || !std::isfinite(radius))
    throw UserError(fmt::format("the radius of a {} must be above 0 and finite; got {}", what, radius));
}

}  // namespace

GeometryPtr cylinder(std::array<double, 3> from, std::array<double, 3> to, double radius) {
  require_axis("cylinder", from, to, radius);
  return std::make_shared<Revolution>(from, to, radius, radius, fmt::format("cylinder({}, {}, {})", from, to, radius));
}

GeometryPtr cone(std::array<double, 3> base, std::array<double, 3> top, double radius, double radius_at_top) {
  require_axis("cone", base, top, radius);
  if (!(radius_at_top >= 0) || !std::isfinite(radius_at_top))
    throw UserError(
        fmt::format("the radius at the top of a cone must be finite and not negative; got {}", radius_at_top));
  return std::make_shared<Revolution>(base, top, radius, radius_at_top,
                                      radius_at_top == 0
                                          ? fmt::format("cone({}, {}, {})", base, top, radius)
                                          : fmt::format("cone({}, {}, {}, {})", base, top, radius, radius_at_top));
}

}  // namespace ansatz
