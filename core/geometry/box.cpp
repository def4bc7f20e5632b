// Intervals, rectangles, boxes: [lower, upper] in any number of dimensions. A patch is a face.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"
#include "geometry/level.hpp"
#include "geometry/membership.hpp"

namespace ansatz {
namespace {

class Box final : public Geometry, public LevelSet, public HasMembership {
 public:
  Box(std::vector<double> lower, std::vector<double> upper) : lower_(std::move(lower)), upper_(std::move(upper)) {}

  std::size_t dimensions() const override { return lower_.size(); }
  std::vector<double> lower() const override { return lower_; }
  std::vector<double> upper() const override { return upper_; }

  bool contains(const double* point) const override {
    for (std::size_t i = 0; i < dimensions(); ++i) {
      if (!(lower_[i] <= point[i] && point[i] <= upper_[i])) return false;
    }
    return true;
  }

  ad::Expr membership(std::span<const ad::Expr> x) const override {
    ad::Expr all = ansatz::between(x[0], lower_[0], upper_[0]);
    for (std::size_t i = 1; i < dimensions(); ++i)
      all = ad::logical_and(all, ansatz::between(x[i], lower_[i], upper_[i]));
    return all;
  }

  // Outside, the distance to the nearest corner, edge or face; inside, to the nearest face.
  double signed_distance(const double* point) const override {
    double outside = 0, nearest = -HUGE_VAL;
    for (std::size_t i = 0; i < dimensions(); ++i) {
      const double beyond = std::max(lower_[i] - point[i], point[i] - upper_[i]);
      outside = std::hypot(outside, std::max(beyond, 0.0));
      nearest = std::max(nearest, beyond);
    }
    return nearest > 0 ? outside : nearest;
  }

  std::vector<Patch> boundary() const override {
    std::vector<Patch> faces;
    for (std::size_t i = 0; i < dimensions(); ++i) {
      faces.push_back(face(i, lower_[i], -1));
      faces.push_back(face(i, upper_[i], +1));
    }
    return faces;
  }

  ad::Expr inside(std::span<const ad::Expr> x) const override {
    ad::Expr product = between(x, 0);
    for (std::size_t i = 1; i < dimensions(); ++i) product = product * between(x, i);
    return product;
  }
  /// Outside one of the slabs at least, of which some are entered where others are left.
  ad::Expr outside(std::span<const ad::Expr> x) const override {
    ad::Expr any = -between(x, 0);
    for (std::size_t i = 1; i < dimensions(); ++i) {
      const ad::Expr beyond = -between(x, i);
      any = any + beyond + ad::sqrt(any * any + beyond * beyond);
    }
    return any;
  }

  std::string describe() const override {
    if (dimensions() == 1) return fmt::format("[{}, {}]", lower_[0], upper_[0]);
    return fmt::format("{}({}, {})", dimensions() == 2 ? "rect" : "box", lower_, upper_);
  }

 private:
  Patch face(std::size_t coordinate, double value, double outward) const {
    double area = 1;
    for (std::size_t i = 0; i < dimensions(); ++i) area *= i == coordinate ? 1 : upper_[i] - lower_[i];
    Patch patch{dimensions() - 1, area, false, Plane{coordinate, value}, {}};
    patch.map = [lower = lower_, upper = upper_, coordinate, value, outward](const double* unit, double* point,
                                                                             double* normal) {
      for (std::size_t i = 0; i < lower.size(); ++i) {
        const bool across = i == coordinate;
        point[i] = across ? value : std::lerp(lower[i], upper[i], *unit++);
        normal[i] = across ? outward : 0;
      }
      return true;
    };
    return patch;
  }

  /// Positive between the faces across a coordinate, 1 in the middle.
  ad::Expr between(std::span<const ad::Expr> x, std::size_t i) const {
    const double side = upper_[i] - lower_[i];
    return (x[i] - lower_[i]) * (upper_[i] - x[i]) * (4 / (side * side));
  }

  std::vector<double> lower_, upper_;
};

}  // namespace

bool is_box(const Geometry& geometry) { return dynamic_cast<const Box*>(&geometry) != nullptr; }

GeometryPtr box(std::vector<double> lower, std::vector<double> upper) {
  if (lower.size() != upper.size() || lower.empty()) {
    throw UserError(fmt::format("the corners of a box must have equally many coordinates; got {} and {}", lower.size(),
                                upper.size()));
  }
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (!std::isfinite(lower[i]) || !std::isfinite(upper[i])) {
      throw UserError(fmt::format("a domain must be finite; got [{}, {}]", lower[i], upper[i]));
    }
    if (!(lower[i] < upper[i])) {
      throw UserError(fmt::format("[{}, {}] is empty: the lower end must be below the upper one", lower[i], upper[i]));
    }
  }
  return std::make_shared<Box>(std::move(lower), std::move(upper));
}

}  // namespace ansatz
