// The ways to balance that are built in: what each measures or moves. Sources: ansatz/core/balance.hpp.
#include "ansatz/core/balance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "optimise/adam.hpp"

namespace ansatz {

void BalanceMethod::require(std::initializer_list<std::string_view> settings) const {
  for (const std::string_view wanted : settings)
    if (find(wanted) == nullptr)
      throw InternalFault(fmt::format("`{}` balances the loss, and has no setting `{}`", name(), wanted));
}

namespace {

/// w <- decay w + rate |r| / max |r|
class AttentionWeights final : public PointBalance {
 public:
  explicit AttentionWeights(const Attention& settings) : settings_(settings) {}

  void update(std::span<const ResidualAtPoints> residuals) override {
    for (const ResidualAtPoints& residual : residuals) {
      double largest = 0;
      for (const double value : residual.values) largest = std::max(largest, std::abs(value));
      if (!(largest > 0) || !std::isfinite(largest)) continue;
      for (std::size_t p = 0; p < residual.points.size(); ++p) {
        double& w = residual.w[residual.points[p]];
        w = settings_.decay * w + settings_.rate * std::abs(residual.values[p]) / largest;
      }
    }
  }

 private:
  Attention settings_;
};

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

/// Steps of Adam up the slope of sum scale * w^2 * (other weights) * r^2 over the points.
class ClimbingWeights final : public PointBalance {
 public:
  explicit ClimbingWeights(const SelfAdaptive& settings) : settings_(settings) {}

  void restart(std::size_t points) override { ascent_ = std::make_unique<Ascent>(points, settings_.lr); }

  void update(std::span<const ResidualAtPoints> residuals) override {
    optimise::Vector& slope = ascent_->objective.slope;
    std::fill(slope.begin(), slope.end(), 0.0);
    optimise::Vector all;
    for (const ResidualAtPoints& residual : residuals) {
      for (std::size_t p = 0; p < residual.points.size(); ++p) {
        const double r = residual.values[p];
        slope[all.size() + residual.points[p]] =
            2 * residual.scale * residual.w[residual.points[p]] * r * r * residual.others[p];
      }
      all.insert(all.end(), residual.w.begin(), residual.w.end());
    }
    ascent_->adam.advance(all);
    auto next = all.begin();
    for (const ResidualAtPoints& residual : residuals)
      for (double& w : residual.w) w = *next++;
  }

  optimise::State state() const override { return ascent_->adam.state(); }
  void restore(const optimise::State& state) override { ascent_->adam.restore(state); }

 private:
  struct Ascent {
    Ascent(std::size_t size, double rate) : objective(size), adam(Adam{.lr = rate}, objective) {}
    Climb objective;
    optimise::AdamOptimiser adam;
  };

  SelfAdaptive settings_;
  std::unique_ptr<Ascent> ascent_;
};

template <class Settings>
Setting every_setting() {
  return setting("every", &Settings::every, limits::steps, "steps between two updates");
}
template <class Settings>
Setting decay_setting() {
  return setting("decay", &Settings::decay, limits::fraction, "part of the old weight that is kept");
}

template <class Settings, class Made>
BalanceMethod::Make maker() {
  return [](const void* from) { return std::make_unique<Made>(*static_cast<const Settings*>(from)); };
}

}  // namespace

std::shared_ptr<const BalanceMethod> method_of(const GradNorm&) {
  static const auto method = std::make_shared<const BalanceMethod>(
      described<GradNorm>, "gradnorm",
      About("of conditions: gradients of one size",
            {{"S. Wang and S. Sankaran and H. Wang and P. Perdikaris",
              "An expert's guide to training physics-informed neural networks", "arXiv:2308.08468", 2023}}),
      std::vector{every_setting<GradNorm>(), decay_setting<GradNorm>()},
      [](const void*, TermMeasures& terms) { return terms.gradient_norms(); });
  return method;
}

std::shared_ptr<const BalanceMethod> method_of(const Ntk&) {
  static const auto method = std::make_shared<const BalanceMethod>(
      described<Ntk>, "ntk",
      About("of conditions: one rate of convergence, by the neural tangent kernel",
            {{"S. Wang and X. Yu and P. Perdikaris",
              "When and why PINNs fail to train: a neural tangent kernel perspective",
              "Journal of Computational Physics 449, 110768", 2022}}),
      std::vector{every_setting<Ntk>(), decay_setting<Ntk>()},
      [](const void*, TermMeasures& terms) { return terms.kernel_traces(); });
  return method;
}

std::shared_ptr<const BalanceMethod> method_of(const Attention&) {
  static const auto method = std::make_shared<const BalanceMethod>(
      described<Attention>, "attention",
      About("of points: w <- decay w + rate |r|/max |r|; r^2 counts w^2",
            {{"S. J. Anagnostopoulos and J. D. Toscano and N. Stergiopulos and G. E. Karniadakis",
              "Residual-based attention in physics-informed neural networks",
              "Computer Methods in Applied Mechanics and Engineering 421, 116805", 2024}}),
      std::vector{
          decay_setting<Attention>(),
          setting("rate", &Attention::rate, limits::positive, "what the largest residual adds"),
          every_setting<Attention>(),
      },
      maker<Attention, AttentionWeights>(), false);
  return method;
}

std::shared_ptr<const BalanceMethod> method_of(const SelfAdaptive&) {
  static const auto method = std::make_shared<const BalanceMethod>(
      described<SelfAdaptive>, "self_adaptive",
      About("of points: w climbs the loss in first-order stages; r^2 counts w^2",
            {{"L. D. McClenny and U. M. Braga-Neto", "Self-adaptive physics-informed neural networks",
              "Journal of Computational Physics 474, 111722", 2023}}),
      std::vector{
          setting("lr", &SelfAdaptive::lr, limits::positive, "learning rate of the weights"),
          every_setting<SelfAdaptive>(),
      },
      maker<SelfAdaptive, ClimbingWeights>(), true);
  return method;
}

}  // namespace ansatz
