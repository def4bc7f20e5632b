#include "points/spread.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "points/domain.hpp"

namespace ansatz {
namespace {

constexpr double least_probability = 1e-6;  // below, rounding would place the points

boost::math::normal of(const NormalDistribution& normal) { return {normal.mean, normal.deviation}; }

void require_distributions(const Domain& domain) {
  for (const auto& [i, normal] : domain.normal) {
    if (i >= domain.space.size() || i + domain.parameters < domain.space.size())
      throw UserError(fmt::format("coordinate {} is no parameter, which alone have distributions", i));
    if (!(normal.deviation > 0) || !std::isfinite(normal.deviation) || !std::isfinite(normal.mean))
      throw UserError(
          fmt::format("`{}` has the mean {} and the deviation {}; both must be numbers, the second positive",
                      domain.space[i], normal.mean, normal.deviation));
  }
}

}  // namespace

Spread::Spread(const Domain& domain) {
  require_distributions(domain);
  if (!domain.shape) return;
  const std::vector<double> lower = domain.shape->lower(), upper = domain.shape->upper();
  for (std::size_t i = 0; i < lower.size(); ++i) box_.push_back({lower[i], upper[i]});
  for (const auto& [i, normal] : domain.normal) {
    cut_[i] = {normal, cdf(of(normal), box_[i].lower), cdf(of(normal), box_[i].upper)};
    if (!(cut_[i].upper - cut_[i].lower > least_probability))
      throw UserError(fmt::format("`{}` is hardly ever in [{}, {}]: its mean is {} and its deviation {}",
                                  domain.space[i], box_[i].lower, box_[i].upper, normal.mean, normal.deviation));
  }
}

double Spread::operator()(std::size_t i, double unit) const {
  const auto found = cut_.find(i);
  if (found == cut_.end()) return std::lerp(box_[i].lower, box_[i].upper, unit);
  const Cut& cut = found->second;
  const double below = std::lerp(cut.lower, cut.upper, unit);
  return std::clamp(quantile(of(cut.whole), std::clamp(below, 1e-300, 1 - 1e-16)), box_[i].lower, box_[i].upper);
}

void Spread::move(double* point) const {
  for (const auto& [i, cut] : cut_) point[i] = (*this)(i, (point[i] - box_[i].lower) / (box_[i].upper - box_[i].lower));
}

std::vector<Interval> scaling_box(const Domain& domain) {
  std::vector<Interval> box = bounding_box(domain);
  for (const auto& [i, normal] : domain.normal) {
    const double half = std::sqrt(3.0) * normal.deviation;
    box.at(i) = {normal.mean - half, normal.mean + half};
  }
  return box;
}

}  // namespace ansatz
