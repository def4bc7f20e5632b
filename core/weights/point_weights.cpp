#include "weights/point_weights.hpp"

#include <fmt/format.h>

#include <optional>

#include "optimise/saved_vector.hpp"

namespace ansatz {
PointWeights::PointWeights(const Problem& problem, const Loss& loss) : loss_(loss) {
  const std::optional<Balance>& balance = problem.weighting.balance;
  if (!balance || !balance->method().make) return;
  balance_ = balance->method().make(balance->settings());
  w_ = loss.data().weights;
  restart();
}

void PointWeights::restart() {
  std::size_t size = 0;
  for (const optimise::Vector& w : w_) size += w.size();
  if (balance_) balance_->restart(size);
}

void PointWeights::update(const Values& r, const LossData& data, const Selection& selected,
                          const CausalWeights& causal) {
  std::vector<optimise::Vector> others(r.size());
  std::vector<ResidualAtPoints> residuals;
  for (std::size_t k = 0; k < r.size(); ++k) {
    const Residual& residual = loss_.residuals()[k];
    const std::vector<std::size_t>& points = selected[residual.group];
    for (std::size_t p = 0; p < points.size(); ++p)
      others[k].push_back(causal.at(residual, data.points[residual.group], p));
    residuals.push_back({w_[k], points, r[k], others[k], residual.scale});
  }
  balance_->update(residuals);
}

void PointWeights::points_changed(std::size_t group, std::size_t count, bool added) {
  if (!any()) return;
  for (std::size_t k = 0; k < w_.size(); ++k) {
    if (loss_.residuals()[k].group != group) continue;
    if (!added) w_[k].clear();
    w_[k].resize(count, 1.0);
  }
  restart();
}

void PointWeights::save(optimise::State& state) const {
  for (std::size_t k = 0; k < w_.size(); ++k) state[fmt::format("points/{}", k)] = w_[k];
  if (!balance_) return;
  for (const auto& [name, value] : balance_->state()) state["balance/" + name] = value;
}

void PointWeights::restore(const optimise::State& state, const LossData& data) {
  for (std::size_t k = 0; k < w_.size(); ++k)
    w_[k] = optimise::vector_entry(state, fmt::format("points/{}", k), data.points[loss_.residuals()[k].group].count);
  restart();
  if (!balance_) return;
  optimise::State own;
  for (const auto& [name, value] : state)
    if (name.starts_with("balance/")) own[name.substr(8)] = value;
  balance_->restore(own);
}

}  // namespace ansatz
