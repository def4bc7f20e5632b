#include "weights/point_weights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "optimise/adam.hpp"

namespace ansatz {
namespace {

using Kind = Balance::Kind;

/// The gradient of the loss by the weights of points, as an objective to be lowered: its opposite.
class Climb final : public optimise::Objective {
 public:
  explicit Climb(std::size_t size) : slope(size) {}
  std::size_t size() const override { return slope.size(); }
  double value(optimise::In) override { return 1; }
  double value_and_gradient(optimise::In, optimise::Out gradient) override {
    for (std::size_t i = 0; i < slope.size(); ++i) gradient[i] = -slope[i];
    return 1;
  }
  optimise::Vector slope;
};

}  // namespace

/// Adam on the weights of points.
struct PointWeights::Ascent {
  Ascent(std::size_t size, double rate) : objective(size), adam(stage(rate), objective) {}
  static AdamStage stage(double rate) {
    AdamStage stage;
    stage.rate.rate = rate;
    return stage;
  }
  Climb objective;
  optimise::Adam adam;
};

PointWeights::PointWeights(const Problem& problem, const Loss& loss)
    : balance_(problem.weighting.balance), loss_(loss) {
  if (balance_.kind == Kind::attention || balance_.kind == Kind::self_adaptive) w_ = loss.data().weights;
  restart_ascent();
}

PointWeights::~PointWeights() = default;

void PointWeights::restart_ascent() {
  if (balance_.kind != Kind::self_adaptive) return;
  std::size_t size = 0;
  for (const optimise::Vector& w : w_) size += w.size();
  ascent_ = std::make_unique<Ascent>(size, balance_.rate);
}

void PointWeights::update(const Values& r, const LossData& data, const Selection& selected,
                          const CausalWeights& causal) {
  if (balance_.kind == Kind::attention) {
    attend(r, selected);
  } else {
    climb(r, data, selected, causal);
  }
}

void PointWeights::attend(const Values& r, const Selection& selected) {
  for (std::size_t k = 0; k < r.size(); ++k) {
    const std::vector<std::size_t>& points = selected[loss_.residuals()[k].group];
    double largest = 0;
    for (const double value : r[k]) largest = std::max(largest, std::abs(value));
    if (!(largest > 0) || !std::isfinite(largest)) continue;
    for (std::size_t p = 0; p < points.size(); ++p) {
      double& w = w_[k][points[p]];
      w = balance_.decay * w + balance_.rate * std::abs(r[k][p]) / largest;
    }
  }
}

/// A step of Adam up the slope of sum scale * w^2 * (other weights) * r^2 over the points.
void PointWeights::climb(const Values& r, const LossData& data, const Selection& selected,
                         const CausalWeights& causal) {
  optimise::Vector& slope = ascent_->objective.slope;
  std::fill(slope.begin(), slope.end(), 0.0);
  optimise::Vector all;
  for (std::size_t k = 0; k < r.size(); ++k) {
    const Residual& residual = loss_.residuals()[k];
    const std::vector<std::size_t>& points = selected[residual.group];
    for (std::size_t p = 0; p < points.size(); ++p)
      slope[all.size() + points[p]] = 2 * residual.scale * w_[k][points[p]] * r[k][p] * r[k][p] *
                                      causal.at(residual, data.points[residual.group], p);
    all.insert(all.end(), w_[k].begin(), w_[k].end());
  }
  ascent_->adam.advance(all);
  auto next = all.begin();
  for (optimise::Vector& own : w_)
    for (double& w : own) w = *next++;
}

void PointWeights::points_changed(std::size_t group, std::size_t count, bool added) {
  if (!any()) return;
  for (std::size_t k = 0; k < w_.size(); ++k) {
    if (loss_.residuals()[k].group != group) continue;
    if (!added) w_[k].clear();
    w_[k].resize(count, 1.0);
  }
  restart_ascent();
}

void PointWeights::save(optimise::State& state) const {
  for (std::size_t k = 0; k < w_.size(); ++k) state[fmt::format("points/{}", k)] = w_[k];
  if (ascent_)
    for (const auto& [name, values] : ascent_->adam.state()) state["ascent/" + name] = values;
}

void PointWeights::restore(const optimise::State& state) {
  for (std::size_t k = 0; k < w_.size(); ++k) w_[k] = state.at(fmt::format("points/{}", k));
  restart_ascent();
  if (!ascent_) return;
  optimise::State adam;
  for (const auto& [name, values] : state)
    if (name.starts_with("ascent/")) adam[name.substr(7)] = values;
  ascent_->adam.restore(adam);
}

}  // namespace ansatz
