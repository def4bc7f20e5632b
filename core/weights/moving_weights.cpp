#include "weights/moving_weights.hpp"

namespace ansatz {
MovingWeights::MovingWeights(const Problem& problem, const Loss& loss, CompiledResiduals& residuals,
                             PointValues& values, ad::Workers& workers)
    : balance_(problem.weighting.balance),
      loss_(loss),
      values_(values),
      causal_(problem, loss),
      conditions_(problem, loss, residuals, workers),
      points_(problem, loss) {
  if (balance_) check(*balance_);
}

bool MovingWeights::balance_due(std::uint64_t step, bool first_order) const {
  if (!balance_ || (balance_->method().first_order && !first_order)) return false;
  return step % static_cast<std::uint64_t>(std::get<double>(balance_->get("every"))) == 0;
}

bool MovingWeights::due(std::uint64_t step, bool first_order) const {
  return causal_.any() || balance_due(step, first_order);
}

/// Values by residual and point: of all residuals, or of those whose time counts.
std::vector<std::vector<double>> MovingWeights::residuals_at(std::span<const double> theta, const LossData& data,
                                                             bool all) const {
  std::vector<std::vector<double>> r(loss_.residuals().size());
  for (std::size_t g = 0; g < loss_.groups().size(); ++g) {
    const bool causal = causal_.any() && loss_.groups()[g].kind == ConditionKind::equation;
    if (!causal && !all) continue;
    std::vector<std::vector<double>> at_group = values_(g, theta, data.points[g]);
    std::size_t next = 0;
    for (std::size_t k = 0; k < r.size(); ++k)
      if (loss_.residuals()[k].group == g) r[k] = std::move(at_group[next++]);
  }
  return r;
}

void MovingWeights::update(std::uint64_t step, bool first_order, std::span<const double> theta, const LossData& data,
                           const std::vector<std::vector<std::size_t>>& selected) {
  const bool balance = balance_due(step, first_order), points = balance && points_.any();
  const std::vector<std::vector<double>> r = residuals_at(theta, data, points);
  if (balance && !points) conditions_.update(theta, data);
  if (causal_.any()) causal_.update(r, data);
  if (points) points_.update(r, data, selected, causal_);
}

void MovingWeights::fill(LossData& data, const std::vector<std::vector<std::size_t>>& selected) const {
  for (std::size_t k = 0; k < data.weights.size(); ++k) {
    const Residual& residual = loss_.residuals()[k];
    const std::vector<std::size_t>& points = selected[residual.group];
    std::vector<double>& weights = data.weights[k];
    weights.resize(points.size());
    for (std::size_t p = 0; p < weights.size(); ++p)
      weights[p] = conditions_[residual.condition] * causal_.at(residual, data.points[residual.group], p) *
                   points_.squared(k, points[p]);
  }
}

optimise::State MovingWeights::state() const {
  optimise::State state;
  conditions_.save(state);
  causal_.save(state);
  points_.save(state);
  return state;
}

void MovingWeights::restore(const optimise::State& state, const LossData& data) {
  conditions_.restore(state);
  causal_.restore(state);
  points_.restore(state, data);
}

}  // namespace ansatz
