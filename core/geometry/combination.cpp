// Unions, differences and intersections (constructive solid geometry).
//
// One rule finds every boundary: step from a point of an operand's boundary a little to either side along the
// normal. Where the signs of the combined distance differ the point is on the boundary of the whole, and the
// normal points from the smaller to the larger distance. That settles holes, whose normals turn, and operands
// that touch along a side, which vanishes when they lie on either side of it. Where both operands have the same
// boundary, the first one's counts.
//
// A domain may have hundreds of holes, each an operand of the one before, and every point of every rim passes all of
// them. So a shape is asked only where it can matter: beyond its bounding box, and farther from its rim than the step,
// what holds without it holds.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"

namespace ansatz {
namespace {

constexpr double step = 1e-6;       // to either side, relative to the size of the whole
constexpr double rounding = 1e-11;  // a distance that counts as none, likewise

enum class Operation { unite, subtract, intersect };

/// A bounding box: what can be said of a shape without asking it.
struct Surroundings {
  std::vector<double> lower, upper;

  /// No point of the shape is nearer than this; below 0 within the box.
  double gap(const double* point) const {
    double gap = -HUGE_VAL;
    for (std::size_t i = 0; i < lower.size(); ++i) gap = std::max({gap, lower[i] - point[i], point[i] - upper[i]});
    return gap;
  }
};

/// What becomes of a piece of one operand's boundary that the other operand's boundary is far from.
enum class Fate { stays, turns, vanishes };

class Combination final : public Geometry, public std::enable_shared_from_this<Combination> {
 public:
  Combination(Operation operation, GeometryPtr a, GeometryPtr b, std::vector<double> lower, std::vector<double> upper)
      : operation_(operation),
        a_(std::move(a)),
        b_(std::move(b)),
        around_b_{b_->lower(), b_->upper()},
        lower_(std::move(lower)),
        upper_(std::move(upper)),
        size_(largest_side(*this)) {}

  std::size_t dimensions() const override { return lower_.size(); }
  std::vector<double> lower() const override { return lower_; }
  std::vector<double> upper() const override { return upper_; }

  bool contains(const double* point) const override {
    const bool in_a = a_->contains(point);
    if (in_a == (operation_ == Operation::unite)) return in_a;
    const bool beyond_b = around_b_.gap(point) > none();
    if (operation_ == Operation::subtract) return beyond_b || b_->signed_distance(point) >= 0;
    return !beyond_b && b_->contains(point);
  }

  double signed_distance(const double* point) const override {
    const double to_a = a_->signed_distance(point);
    if (operation_ == Operation::intersect) return std::max(to_a, b_->signed_distance(point));
    const double least = around_b_.gap(point) - none();  // of the distance to b
    if (operation_ == Operation::unite)
      return least > 0 && to_a <= least ? to_a : std::min(to_a, b_->signed_distance(point));
    return least > 0 && to_a >= -least ? to_a : std::max(to_a, -b_->signed_distance(point));
  }

  std::vector<Patch> boundary() const override {
    std::vector<Patch> patches;
    for (Patch& patch : a_->boundary()) patches.push_back(cut(std::move(patch), false));
    for (Patch& patch : b_->boundary()) patches.push_back(cut(std::move(patch), true));
    return patches;
  }

  std::string describe() const override {
    const char* sign = operation_ == Operation::unite ? "+" : operation_ == Operation::subtract ? "-" : "&";
    return fmt::format("({} {} {})", a_->describe(), sign, b_->describe());
  }

 private:
  /// A distance that counts as none.
  double none() const { return rounding * size_; }
  /// The rim of a shape that is farther away than this is on neither side of a point.
  double reach() const { return 2 * step * size_; }

  /// Keeps what is on the boundary of the whole, and, of b, not on that of a, whose patches have it already.
  Patch cut(Patch patch, bool of_b) const {
    patch.map = [map = std::move(patch.map), whole = shared_from_this(), of_b](const double* unit, double* point,
                                                                               double* normal) {
      return map(unit, point, normal) && whole->keeps(point, normal, of_b);
    };
    return patch;
  }

  /// Whether a point of an operand's boundary, with that operand's normal, is on the boundary of the whole; its normal
  /// becomes that of the whole.
  bool keeps(const double* point, double* normal, bool of_b) const {
    if (!of_b && around_b_.gap(point) > reach()) return settle(far_outside(of_b), normal);
    const double other = (of_b ? a_ : b_)->signed_distance(point);
    if (other > reach()) return settle(far_outside(of_b), normal);
    if (other < -reach()) return settle(far_inside(of_b), normal);
    if (of_b && std::abs(other) <= none()) return false;
    const int behind = side(point, normal, -1), ahead = side(point, normal, +1);
    if (behind > ahead) turn(normal);
    return behind != ahead;
  }

  /// Where the other operand is nowhere near, and where it is all around.
  Fate far_outside(bool of_b) const {
    const bool needs_other = operation_ == Operation::intersect || (operation_ == Operation::subtract && of_b);
    return needs_other ? Fate::vanishes : Fate::stays;
  }
  Fate far_inside(bool of_b) const {
    if (operation_ == Operation::intersect) return Fate::stays;
    return operation_ == Operation::subtract && of_b ? Fate::turns : Fate::vanishes;
  }

  bool settle(Fate fate, double* normal) const {
    if (fate == Fate::turns) turn(normal);
    return fate != Fate::vanishes;
  }

  void turn(double* normal) const {
    for (std::size_t i = 0; i < dimensions(); ++i) normal[i] = -normal[i];
  }

  /// The sign of the distance a step along the normal, or against it: 0 on the boundary.
  int side(const double* point, const double* normal, double direction) const {
    std::vector<double> beside(point, point + dimensions());
    for (std::size_t i = 0; i < dimensions(); ++i) beside[i] += direction * step * size_ * normal[i];
    const double distance = signed_distance(beside.data());
    return std::abs(distance) <= none() ? 0 : distance < 0 ? -1 : 1;
  }

  Operation operation_;
  GeometryPtr a_, b_;
  Surroundings around_b_;
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
  return std::make_shared<Combination>(operation, std::move(a), std::move(b), std::move(lower), std::move(upper));
}

}  // namespace

GeometryPtr unite(GeometryPtr a, GeometryPtr b) { return combine(Operation::unite, std::move(a), std::move(b)); }
GeometryPtr subtract(GeometryPtr a, GeometryPtr b) { return combine(Operation::subtract, std::move(a), std::move(b)); }
GeometryPtr intersect(GeometryPtr a, GeometryPtr b) {
  return combine(Operation::intersect, std::move(a), std::move(b));
}

}  // namespace ansatz
