// Simple polygons, convex or not. A patch is a side.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"
#include "geometry/membership.hpp"

namespace ansatz {
namespace {

using Vertex = std::array<double, 2>;

constexpr double rounding = 1e-13;  // a point this close to a side, relative to the size, is on it

double cross(Vertex o, Vertex a, Vertex b) { return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]); }
double distance(Vertex a, Vertex b) { return std::hypot(a[0] - b[0], a[1] - b[1]); }

double distance_to_side(Vertex p, Vertex a, Vertex b) {
  const double dx = b[0] - a[0], dy = b[1] - a[1];
  const double along = std::clamp(((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
  return distance(p, {a[0] + along * dx, a[1] + along * dy});
}

// Twice the area, positive when the vertices run counter-clockwise (Gauss).
double twice_area(const std::vector<Vertex>& v) {
  double sum = 0;
  for (std::size_t k = 1; k + 1 < v.size(); ++k) sum += cross(v[0], v[k], v[k + 1]);
  return sum;
}

class Polygon final : public Geometry, public HasMembership {
 public:
  explicit Polygon(std::vector<Vertex> vertices) : v_(std::move(vertices)) {
    lower_ = upper_ = {v_[0][0], v_[0][1]};
    for (const Vertex& v : v_) {
      for (std::size_t i = 0; i < 2; ++i) {
        lower_[i] = std::min(lower_[i], v[i]);
        upper_[i] = std::max(upper_[i], v[i]);
      }
    }
    near_ = rounding * largest_side(*this);
  }

  std::size_t dimensions() const override { return 2; }
  std::vector<double> lower() const override { return lower_; }
  std::vector<double> upper() const override { return upper_; }
  bool contains(const double* point) const override { return signed_distance(point) <= near_; }

  /// A ray to the right crosses the sides an odd number of times.
  ad::Expr membership(std::span<const ad::Expr> p) const override {
    ad::Expr crossings = p[0].graph().constant(0);
    for (std::size_t k = 0; k < v_.size(); ++k) {
      const Vertex &a = v_[k], &b = after(k);
      if (a[1] == b[1]) continue;
      const ad::Expr spans = ad::ne(at_most(p[1], a[1]), at_most(p[1], b[1]));
      const ad::Expr left = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
      crossings = crossings + ad::logical_and(spans, at_least(b[1] > a[1] ? left : -left, 0));
    }
    return crossings - 2.0 * ad::floor(crossings / 2.0);
  }

  double signed_distance(const double* point) const override {
    const Vertex p{point[0], point[1]};
    double nearest = HUGE_VAL;
    bool inside = false;  // a ray to the right crosses the sides an odd number of times
    for (std::size_t k = 0; k < v_.size(); ++k) {
      const Vertex &a = v_[k], &b = after(k);
      nearest = std::min(nearest, distance_to_side(p, a, b));
      if ((a[1] > p[1]) != (b[1] > p[1]) && (cross(a, b, p) > 0) == (b[1] > a[1])) inside = !inside;
    }
    return inside ? -nearest : nearest;
  }

  std::vector<Patch> boundary() const override {
    std::vector<Patch> sides;
    for (std::size_t k = 0; k < v_.size(); ++k) {
      const Vertex a = v_[k], b = after(k);
      Patch side{1, distance(a, b), false, {}, {}};
      for (const std::size_t i : {0, 1}) {
        if (a[i] == b[i]) side.plane = Plane{i, a[i]};
      }
      const Vertex normal{(b[1] - a[1]) / side.measure, (a[0] - b[0]) / side.measure};
      side.map = [a, b, normal](const double* unit, double* point, double* n) {
        for (std::size_t i = 0; i < 2; ++i) {
          point[i] = std::lerp(a[i], b[i], *unit);
          n[i] = normal[i];
        }
        return true;
      };
      sides.push_back(std::move(side));
    }
    return sides;
  }

  std::string describe() const override { return fmt::format("polygon({})", v_); }

 private:
  const Vertex& after(std::size_t k) const { return v_[(k + 1) % v_.size()]; }

  std::vector<Vertex> v_;  // counter-clockwise
  std::vector<double> lower_, upper_;
  double near_;
};

bool sides_meet(Vertex a, Vertex b, Vertex c, Vertex d) {
  const auto apart = [](double s, double t) { return (s > 0 && t > 0) || (s < 0 && t < 0); };
  const auto boxes_meet = [&](std::size_t i) {
    return std::max(a[i], b[i]) >= std::min(c[i], d[i]) && std::max(c[i], d[i]) >= std::min(a[i], b[i]);
  };
  return boxes_meet(0) && boxes_meet(1) && !apart(cross(a, b, c), cross(a, b, d)) &&
         !apart(cross(c, d, a), cross(c, d, b));
}

void check(const std::vector<Vertex>& v) {
  const std::size_t n = v.size();
  if (n < 3) throw UserError(fmt::format("a polygon needs at least 3 vertices; got {}", n));
  for (const Vertex& p : v) {
    if (!std::isfinite(p[0]) || !std::isfinite(p[1])) throw UserError("the vertices of a polygon must be finite");
  }
  for (std::size_t j = 0; j < n; ++j) {
    const Vertex &a = v[j], &b = v[(j + 1) % n], &c = v[(j + 2) % n];
    if (a == b) throw UserError(fmt::format("two neighbouring vertices of a polygon are both {}", a));
    const bool turns_back = cross(a, b, c) == 0 && (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]) > 0;
    if (turns_back) throw UserError(fmt::format("the sides of a polygon that meet at {} lie on each other", b));
    for (std::size_t k = j + 2; k < n; ++k) {
      if ((k + 1) % n == j) continue;  // neighbours share a vertex
      if (sides_meet(a, b, v[k], v[(k + 1) % n])) {
        throw UserError(fmt::format("the sides {} - {} and {} - {} of a polygon meet", a, b, v[k], v[(k + 1) % n]));
      }
    }
  }
}

}  // namespace

GeometryPtr polygon(std::vector<std::array<double, 2>> vertices) {
  check(vertices);
  if (twice_area(vertices) < 0) std::reverse(vertices.begin(), vertices.end());
  return std::make_shared<Polygon>(std::move(vertices));
}

}  // namespace ansatz
