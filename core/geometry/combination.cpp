// Unions, differences and intersections (constructive solid geometry).
//
// One rule finds every boundary: step from a point of an operand's boundary a little to either side along the
// normal. Where the signs of the combined distance differ the point is on the boundary of the whole, and the
// normal points from the smaller to the larger distance. That settles holes, whose normals turn, and operands
// that touch along a side, which vanishes when they lie on either side of it. Where both operands have the same
// boundary, the first one's counts.
//
// A domain may have a thousand holes, `a - b - c - ...`, which are one shape here, and every point of every rim passes
// all of them. So a hole is asked only where it can matter: beyond its bounding box, and farther from its rim than the
// step, what holds without it holds, and an index of boxes knows which holes are near a point (box_index.hpp).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"
#include "ansatz/core/membership.hpp"
#include "geometry/box_index.hpp"
#include "geometry/level.hpp"
#include "geometry/membership.hpp"

namespace ansatz {
namespace {

constexpr double step = 1e-6;       // to either side, relative to the size of the whole
constexpr double rounding = 1e-11;  // a distance that counts as none, likewise

enum class Operation { unite, subtract, intersect };

/// What is combined with all that stands before it.
struct Operand {
  GeometryPtr shape;
  Surroundings around;
  double size;  // of the whole with it

  /// A distance that counts as none.
  double none() const { return rounding * size; }
  /// The rim of a shape that is farther away than this is on neither side of a point.
  double reach() const { return 2 * step * size; }
};

/// What becomes of a piece of one operand's boundary that the other operand's boundary is far from.
enum class Fate { stays, turns, vanishes };

using Near = std::vector<std::uint32_t>;  // numbers of operands, ascending

class Combination final : public Geometry,
                          public LevelSet,
                          public HasMembership,
                          public std::enable_shared_from_this<Combination> {
 public:
  using Operands = std::vector<std::shared_ptr<const Operand>>;

  /// `first`, combined with each of the others in turn. Several of them only where they stand far apart from what they
  /// do not touch: not in an intersection.
  Combination(Operation operation, GeometryPtr first, Operands others, Surroundings around)
      : operation_(operation), first_(std::move(first)), others_(std::move(others)), around_(std::move(around)) {}

  Operation operation() const { return operation_; }
  const GeometryPtr& first() const { return first_; }
  const Operands& others() const { return others_; }

  std::size_t dimensions() const override { return around_.lower.size(); }
  std::vector<double> lower() const override { return around_.lower; }
  std::vector<double> upper() const override { return around_.upper; }

  bool contains(const double* point) const override {
    bool inside = first_->contains(point);
    for (const auto& other : others_) {
      if (inside == (operation_ == Operation::unite)) return inside;
      const bool beyond = other->around.gap(point) > other->none();
      inside = operation_ == Operation::subtract ? beyond || other->shape->signed_distance(point) >= 0
                                                 : !beyond && other->shape->contains(point);
    }
    return inside;
  }

  ad::Expr membership(std::span<const ad::Expr> x) const override {
    ad::Expr inside = ansatz::membership(*first_, x);
    for (const auto& other : others_) {
      const ad::Expr beside = ansatz::membership(*other->shape, x);
      inside = operation_ == Operation::unite      ? ad::logical_or(inside, beside)
               : operation_ == Operation::subtract ? ad::logical_and(inside, ad::logical_not(beside))
                                                   : ad::logical_and(inside, beside);
    }
    return inside;
  }

  double signed_distance(const double* point) const override {
    double distance = first_->signed_distance(point);
    for (const auto& other : others_) distance = combined(distance, *other, point);
    return distance;
  }

  std::vector<Patch> boundary() const override {
    std::vector<Patch> patches;
    for (Patch& patch : first_->boundary()) patches.push_back(cut(std::move(patch), std::nullopt));
    for (std::size_t i = 0; i < others_.size(); ++i)
      for (Patch& patch : others_[i]->shape->boundary()) patches.push_back(cut(std::move(patch), i));
    return patches;
  }

  /// Of a union there is none: a corner of one part may lie within the other, and its level function has a kink there.
  ad::Expr inside(std::span<const ad::Expr> x) const override {
    if (operation_ == Operation::unite) return {};
    ad::Expr product = level_inside(*first_, x);
    for (const auto& other : others_) {
      const ad::Expr factor =
          operation_ == Operation::subtract ? level_outside(*other->shape, x) : level_inside(*other->shape, x);
      if (!product.valid() || !factor.valid()) return {};
      product = product * factor;
    }
    return product;
  }
  ad::Expr outside(std::span<const ad::Expr>) const override { return {}; }

  std::string describe() const override {
    const char* sign = operation_ == Operation::unite ? "+" : operation_ == Operation::subtract ? "-" : "&";
    std::string text = std::string(others_.size(), '(') + first_->describe();
    for (const auto& other : others_) text += fmt::format(" {} {})", sign, other->shape->describe());
    return text;
  }

 private:
  /// The distance of a shape at `distance`, combined with another one.
  double combined(double distance, const Operand& other, const double* point) const {
    if (operation_ == Operation::intersect) return std::max(distance, other.shape->signed_distance(point));
    const double least = other.around.gap(point) - other.none();  // of the distance to the other
    if (operation_ == Operation::unite)
      return least > 0 && distance <= least ? distance : std::min(distance, other.shape->signed_distance(point));
    return least > 0 && distance >= -least ? distance : std::max(distance, -other.shape->signed_distance(point));
  }

  /// Operands that can matter within twice the reach of a point: beyond that, nothing is decided by them.
  Near near(const double* point) const {
    if (others_.size() == 1) return {0};
    std::call_once(indexed_, [this] {
      std::vector<const Surroundings*> boxes;
      for (const auto& other : others_) boxes.push_back(&other->around);
      index_.emplace(boxes);
    });
    return index_->near(point, 2 * others_.back()->reach());
  }

  /// Keeps what is on the boundary of the whole: of the first shape, or of one of the others.
  Patch cut(Patch patch, std::optional<std::size_t> of) const {
    patch.map = [map = std::move(patch.map), whole = shared_from_this(), of](const double* unit, double* point,
                                                                             double* normal) {
      return map(unit, point, normal) && whole->keeps(point, normal, of);
    };
    return patch;
  }

  /// Whether a point of an operand's boundary, with that operand's normal, is on the boundary of the whole; its normal
  /// becomes that of the whole.
  bool keeps(const double* point, double* normal, std::optional<std::size_t> of) const {
    const Near asked = near(point);
    if (of && !keeps_own(point, normal, *of, asked)) return false;
    for (const std::size_t i : asked)
      if ((!of || i > *of) && !keeps_beside(point, normal, i, asked)) return false;
    return true;
  }

  /// Of the boundary of operand `i`, beside all that stands before it, whose patches have what is on their boundary
  /// too.
  bool keeps_own(const double* point, double* normal, std::size_t i, const Near& asked) const {
    const double other = distance_before(i, point, asked);
    if (other > others_[i]->reach()) return settle(far_outside(true), normal);
    if (other < -others_[i]->reach()) return settle(far_inside(true), normal);
    if (std::abs(other) <= others_[i]->none()) return false;
    return keeps_near(point, normal, i, asked);
  }

  /// Of the boundary of what stands before operand `i`, beside that.
  bool keeps_beside(const double* point, double* normal, std::size_t i, const Near& asked) const {
    const Operand& beside = *others_[i];
    if (beside.around.gap(point) > beside.reach()) return settle(far_outside(false), normal);
    const double other = beside.shape->signed_distance(point);
    if (other > beside.reach()) return settle(far_outside(false), normal);
    if (other < -beside.reach()) return settle(far_inside(false), normal);
    return keeps_near(point, normal, i, asked);
  }

  bool keeps_near(const double* point, double* normal, std::size_t i, const Near& asked) const {
    const int behind = side(point, normal, -1, i, asked), ahead = side(point, normal, +1, i, asked);
    if (behind > ahead) turn(normal);
    return behind != ahead;
  }

  /// Where the other operand is nowhere near, and where it is all around.
  Fate far_outside(bool own) const {
    const bool needs_other = operation_ == Operation::intersect || (operation_ == Operation::subtract && own);
    return needs_other ? Fate::vanishes : Fate::stays;
  }
  Fate far_inside(bool own) const {
    if (operation_ == Operation::intersect) return Fate::stays;
    return operation_ == Operation::subtract && own ? Fate::turns : Fate::vanishes;
  }

  bool settle(Fate fate, double* normal) const {
    if (fate == Fate::turns) turn(normal);
    return fate != Fate::vanishes;
  }

  void turn(double* normal) const {
    for (std::size_t i = 0; i < dimensions(); ++i) normal[i] = -normal[i];
  }

  /// The distance of what stands before operand `end`. Where it is within reach it is exact; else it is beyond reach on
  /// the right side, as those that are not asked are.
  double distance_before(std::size_t end, const double* point, const Near& asked) const {
    double distance = first_->signed_distance(point);
    for (const std::size_t i : asked)
      if (i < end) distance = combined(distance, *others_[i], point);
    return distance;
  }

  /// The sign of the distance of all up to operand `i`, a step along the normal, or against it: 0 on the boundary.
  int side(const double* point, const double* normal, double direction, std::size_t i, const Near& asked) const {
    std::vector<double> beside(point, point + dimensions());
    for (std::size_t k = 0; k < dimensions(); ++k) beside[k] += direction * step * others_[i]->size * normal[k];
    const double distance = distance_before(i + 1, beside.data(), asked);
    return std::abs(distance) <= others_[i]->none() ? 0 : distance < 0 ? -1 : 1;
  }

  Operation operation_;
  GeometryPtr first_;
  Operands others_;
  Surroundings around_;
  mutable std::once_flag indexed_;
  mutable std::optional<BoxIndex> index_;  // of the others, once it is asked for
};

GeometryPtr combine(Operation operation, GeometryPtr a, GeometryPtr b) {
  if (!a || !b)
    throw UserError(fmt::format("the {} of two shapes that are combined is a null pointer; give it a shape",
                                a ? "second" : "first"));
  if (a->dimensions() != b->dimensions()) {
    throw UserError(fmt::format("{} has dimension {} and {} has {}", a->describe(), a->dimensions(), b->describe(),
                                b->dimensions()));
  }
  Surroundings around{a->lower(), a->upper()};
  const Surroundings of_b{b->lower(), b->upper()};
  for (std::size_t i = 0; i < of_b.lower.size() && operation != Operation::subtract; ++i) {
    double &lower = around.lower[i], &upper = around.upper[i];
    const bool both = operation == Operation::intersect;
    lower = both ? std::max(lower, of_b.lower[i]) : std::min(lower, of_b.lower[i]);
    upper = both ? std::min(upper, of_b.upper[i]) : std::max(upper, of_b.upper[i]);
    if (!(lower < upper)) {
      throw UserError(fmt::format("{} and {} have nothing in common", a->describe(), b->describe()));
    }
  }
  Combination::Operands others;
  GeometryPtr first = a;
  const auto* before = dynamic_cast<const Combination*>(a.get());
  if (before != nullptr && before->operation() == operation && operation != Operation::intersect) {
    first = before->first();
    others = before->others();
  }
  others.push_back(std::make_shared<const Operand>(Operand{std::move(b), of_b, around.size()}));
  return std::make_shared<Combination>(operation, std::move(first), std::move(others), std::move(around));
}

}  // namespace

GeometryPtr unite(GeometryPtr a, GeometryPtr b) { return combine(Operation::unite, std::move(a), std::move(b)); }
GeometryPtr subtract(GeometryPtr a, GeometryPtr b) { return combine(Operation::subtract, std::move(a), std::move(b)); }
GeometryPtr intersect(GeometryPtr a, GeometryPtr b) {
  return combine(Operation::intersect, std::move(a), std::move(b));
}

}  // namespace ansatz
