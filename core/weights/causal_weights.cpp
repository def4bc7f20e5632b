#include "weights/causal_weights.hpp"

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

double time_of(const PointSet& points, std::size_t point) {
  return points.points[(points.dimensions - 1) * points.count + point];
}

}  // namespace

CausalWeights::CausalWeights(const Problem& problem, const Loss& loss) : problem_(problem), loss_(loss) {
  const Weighting& weighting = problem.weighting;
  if (weighting.causal == 0) return;
  if (!problem.domain.time) throw UserError("loss: causal weights need a problem with time");
  slices_.assign(weighting.slices, 1.0);
}

bool CausalWeights::concerns(const Residual& residual) const {
  return any() && problem_.conditions[residual.condition].kind == ConditionKind::equation;
}

std::size_t CausalWeights::slice_of(double time) const {
  const Interval& times = problem_.domain.times;
  const double last = static_cast<double>(slices_.size() - 1);
  const double part = (time - times.lower) / (times.upper - times.lower) * static_cast<double>(slices_.size());
  return static_cast<std::size_t>(part > 0 ? std::min(last, part) : 0);  // where a time is no number too
}

double CausalWeights::at(const Residual& residual, const PointSet& points, std::size_t point) const {
  return concerns(residual) ? slices_[slice_of(time_of(points, point))] : 1;
}

void CausalWeights::update(const std::vector<std::vector<double>>& r, const LossData& data) {
  optimise::Vector losses(slices_.size(), 0);
  for (std::size_t k = 0; k < r.size(); ++k) {
    const Residual& residual = loss_.residuals()[k];
    if (!concerns(residual)) continue;
    optimise::Vector sums(slices_.size(), 0), counts(slices_.size(), 0);
    for (std::size_t p = 0; p < r[k].size(); ++p) {
      const std::size_t slice = slice_of(time_of(data.points[residual.group], p));
      sums[slice] += r[k][p] * r[k][p];
      counts[slice] += 1;
    }
    for (std::size_t i = 0; i < losses.size(); ++i)
      if (counts[i] > 0) losses[i] += problem_.conditions[residual.condition].weight * sums[i] / counts[i];
  }
  double earlier = 0;
  for (std::size_t i = 0; i < slices_.size(); ++i) {
    slices_[i] = std::exp(-problem_.weighting.causal * earlier);
    earlier += losses[i];
  }
}

}  // namespace ansatz
