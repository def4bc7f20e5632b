#include "ansatz/core/prism.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/membership.hpp"
#include "geometry/level.hpp"
#include "geometry/membership.hpp"

namespace ansatz {
namespace {

class Prism final : public Geometry, public LevelSet, public HasMembership {
 public:
  Prism(GeometryPtr shape, std::vector<Interval> parameters)
      : shape_(std::move(shape)), parameters_(std::move(parameters)), space_(shape_ ? shape_->dimensions() : 0) {}

  std::size_t dimensions() const override { return space_ + parameters_.size(); }
  std::vector<double> lower() const override {
    std::vector<double> corner = shape_ ? shape_->lower() : std::vector<double>();
    for (const Interval& interval : parameters_) corner.push_back(interval.lower);
    return corner;
  }
  std::vector<double> upper() const override {
    std::vector<double> corner = shape_ ? shape_->upper() : std::vector<double>();
    for (const Interval& interval : parameters_) corner.push_back(interval.upper);
    return corner;
  }
  bool contains(const double* point) const override {
    return beyond(point) <= 0 && (!shape_ || shape_->contains(point));
  }

  ad::Expr membership(std::span<const ad::Expr> x) const override {
    ad::Expr inside = shape_ ? ansatz::membership(*shape_, x.first(space_)) : x[0].graph().constant(1);
    for (std::size_t i = 0; i < parameters_.size(); ++i)
      inside = ad::logical_and(inside, between(x[space_ + i], parameters_[i].lower, parameters_[i].upper));
    return inside;
  }

  ad::Expr inside(std::span<const ad::Expr> x) const override {
    return shape_ ? level_inside(*shape_, x.first(space_)) : ad::Expr();
  }
  ad::Expr outside(std::span<const ad::Expr> x) const override {
    return shape_ ? level_outside(*shape_, x.first(space_)) : ad::Expr();
  }

  /// Within the intervals that of the shape; elsewhere no less than by how much a parameter is beyond them.
  double signed_distance(const double* point) const override {
    const double out = beyond(point);
    if (!shape_) return out;
    const double across = shape_->signed_distance(point);
    return out <= 0 ? across : std::hypot(out, std::max(across, 0.0));
  }

  std::vector<Patch> boundary() const override {
    std::vector<Patch> patches = shape_ ? shape_->boundary() : std::vector<Patch>();
    for (Patch& patch : patches) {
      for (const Interval& interval : parameters_) patch.measure *= interval.upper - interval.lower;
      patch.map = [map = std::move(patch.map), parameters = parameters_, space = space_, own = patch.parameters](
                      const double* unit, double* point, double* normal) {
        for (std::size_t i = 0; i < parameters.size(); ++i) {
          point[space + i] = std::lerp(parameters[i].lower, parameters[i].upper, unit[own + i]);
          normal[space + i] = 0;
        }
        return map(unit, point, normal);
      };
      patch.parameters += parameters_.size();
    }
    return patches;
  }

  std::string describe() const override {
    std::string text = shape_ ? shape_->describe() : std::string();
    for (const Interval& interval : parameters_)
      text += fmt::format("{}[{}, {}]", text.empty() ? "" : " x ", interval.lower, interval.upper);
    return text;
  }

 private:
  /// By how much the parameters lie outside their intervals; negative inside.
  double beyond(const double* point) const {
    double most = -HUGE_VAL;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      const double value = point[space_ + i];
      most = std::max({most, parameters_[i].lower - value, value - parameters_[i].upper});
    }
    return most;
  }

  GeometryPtr shape_;
  std::vector<Interval> parameters_;
  std::size_t space_;
};

}  // namespace

GeometryPtr prism(GeometryPtr shape, std::vector<Interval> parameters) {
  if (!shape && parameters.empty()) throw UserError("a prism has neither a shape nor a parameter");
  for (const Interval& interval : parameters)
    if (!(interval.lower < interval.upper) || !std::isfinite(interval.upper - interval.lower))
      throw UserError(
          fmt::format("a parameter runs from {} to {}; both must be numbers, the first less than the second",
                      interval.lower, interval.upper));
  if (parameters.empty()) return shape;
  return std::make_shared<Prism>(std::move(shape), std::move(parameters));
}

}  // namespace ansatz
