// Unions, differences and intersections (constructive solid geometry).
//
// One rule finds every boundary: step from a point of an operand's boundary a little to either side along the
// normal. Where the signs of the combined distance differ the point is on the boundary of the whole, and the
// normal points from the smaller to the larger distance. That settles holes, whose normals turn, and operands
// that touch along a side, which vanishes when they lie on either side of it. Where both operands have the same
// boundary, the first one's counts.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"

namespace ansatz {
namespace {

constexpr double step = 1e-6;       // to either side, relative to the size of the whole
constexpr double rounding = 1e-11;  // a distance that counts as none, likewise

enum class Operation { unite, subtract, intersect };

struct Combined {
  Operation operation;
  GeometryPtr a, b;

  double distance(const double* point) const {
    const double da = a->signed_distance(point), db = b->signed_distance(point);
    switch (operation) {
      case Operation::unite: return std::min(da, db);
      case Operation::subtract: return std::max(da, -db);
      case Operation::intersect: break;
    }
    return std::max(da, db);
  }

  bool contains(const double* point) const {
    switch (operation) {
      case Operation::unite: return a->contains(point) || b->contains(point);
      case Operation::subtract: return a->contains(point) && b->signed_distance(point) >= 0;
      case Operation::intersect: break;
    }
    return a->contains(point) && b->contains(point);
  }
};

class Combination final : public Geometry {
 public:
  Combination(Combined combined, std::vector<double> lower, std::vector<double> upper)
      : combined_(std::move(combined)),
        lower_(std::move(lower)),
        upper_(std::move(upper)),
        size_(largest_side(*this)) {}

  std::size_t dimensions() const override { return lower_.size(); }
  std::vector<double> lower() const override { return lower_; }
  std::vector<double> upper() const override { return upper_; }
  bool contains(const double* point) const override { return combined_.contains(point); }
  double signed_distance(const double* point) const override { return combined_.distance(point); }

  std::vector<Patch> boundary() const override {
    std::vector<Patch> patches;
    for (Patch& patch : combined_.a->boundary()) patches.push_back(cut(std::move(patch), nullptr));
    for (Patch& patch : combined_.b->boundary()) patches.push_back(cut(std::move(patch), combined_.a));
    return patches;
  }

  std::string describe() const override {
    const char* sign = combined_.operation == Operation::unite      ? "+"
                       : combined_.operation == Operation::subtract ? "-"
                                                                    : "&";
    return fmt::format("({} {} {})", combined_.a->describe(), sign, combined_.b->describe());
  }

 private:
  // Keeps what is on the boundary of the whole, and not on that of `other`, whose patches have it already.
  Patch cut(Patch patch, GeometryPtr other) const {
    patch.map = [map = std::move(patch.map), combined = combined_, other = std::move(other), size = size_,
                 n = dimensions()](const double* unit, double* point, double* normal) {
      if (!map(unit, point, normal)) return false;
      if (other && std::abs(other->signed_distance(point)) <= rounding * size) return false;
      const auto side = [&](double direction) {
        std::vector<double> beside(point, point + n);
        for (std::size_t i = 0; i < n; ++i) beside[i] += direction * step * size * normal[i];
        const double distance = combined.distance(beside.data());
        return std::abs(distance) <= rounding * size ? 0 : distance < 0 ? -1 : 1;
      };
      const int behind = side(-1), ahead = side(+1);
      if (behind > ahead) {
        for (std::size_t i = 0; i < n; ++i) normal[i] = -normal[i];
      }
      return behind != ahead;
    };
    return patch;
  }

  Combined combined_;
  std::vector<double> lower_, upper_;
  double size_;
};

GeometryPtr combine(Operation operation, GeometryPtr a, GeometryPtr b) {
  if (!a || !b)
    throw UserError(fmt::format("the {} of two shapes that are combined is a null pointer; give it a shape",
                                a ? "second" : "first"));
  if (a->dimensions() != b->dimensions()) {
    throw UserError(fmt::format("{} has dimension {} and {} has {}", a->describe(), a->dimensions(), b->describe(),
                                b->dimensions()));
  }
  std::vector<double> lower = a->lower(), upper = a->upper();
  const auto b_lower = b->lower(), b_upper = b->upper();
  for (std::size_t i = 0; i < lower.size() && operation != Operation::subtract; ++i) {
    const bool both = operation == Operation::intersect;
    lower[i] = both ? std::max(lower[i], b_lower[i]) : std::min(lower[i], b_lower[i]);
    upper[i] = both ? std::min(upper[i], b_upper[i]) : std::max(upper[i], b_upper[i]);
    if (!(lower[i] < upper[i])) {
      throw UserError(fmt::format("{} and {} have nothing in common", a->describe(), b->describe()));
    }
  }
  return std::make_shared<Combination>(Combined{operation, std::move(a), std::move(b)}, std::move(lower),
                                       std::move(upper));
}

}  // namespace

GeometryPtr unite(GeometryPtr a, GeometryPtr b) { return combine(Operation::unite, std::move(a), std::move(b)); }
GeometryPtr subtract(GeometryPtr a, GeometryPtr b) { return combine(Operation::subtract, std::move(a), std::move(b)); }
GeometryPtr intersect(GeometryPtr a, GeometryPtr b) {
  return combine(Operation::intersect, std::move(a), std::move(b));
}

}  // namespace ansatz
