// The ways in which slopes adapt that are built in; source and frame: ansatz/core/adaptation.hpp.
#include "ansatz/core/adaptation.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace ansatz {
namespace {

/// Slopes n a, with a added at 1/n by whoever derives, and the recovery of all a.
template <class Settings>
class ScaledSlopes : public Slopes {
 public:
  ScaledSlopes(const Settings& settings, AdaptationMethod::Add add) : settings_(settings), add_(std::move(add)) {}

  std::optional<ad::Expr> term() const override {
    if (settings_.recovery == 0 || a_.empty()) return std::nullopt;
    ad::Expr total;
    for (const ad::Expr& a : a_) {
      const ad::Expr mean = ad::sum(a) / static_cast<double>(a.shape().rows);
      const ad::Expr value = settings_.op == SlopeOperator::exp ? ad::exp(mean) : mean;
      total = total.valid() ? total + value : value;
    }
    return settings_.recovery * (static_cast<double>(a_.size()) / total);
  }

 protected:
  void add(const std::string& name, std::uint32_t rows) { a_.push_back(add_(name, rows, 1 / settings_.n)); }
  /// n times the last a.
  ad::Expr slope() const { return settings_.n * a_.back(); }

 private:
  Settings settings_;
  AdaptationMethod::Add add_;
  std::vector<ad::Expr> a_;
};

class OfNetwork final : public ScaledSlopes<Gaaf> {
  using ScaledSlopes::ScaledSlopes;

 public:
  ad::Expr of_layer(std::size_t layer, std::uint32_t) override {
    if (layer == 0) add("a", 1);
    return slope();
  }
};

class OfLayers final : public ScaledSlopes<Llaaf> {
  using ScaledSlopes::ScaledSlopes;

 public:
  ad::Expr of_layer(std::size_t layer, std::uint32_t) override {
    add(fmt::format("a{}", layer + 1), 1);
    return slope();
  }
};

class OfNeurons final : public ScaledSlopes<Nlaaf> {
  using ScaledSlopes::ScaledSlopes;

 public:
  ad::Expr of_layer(std::size_t layer, std::uint32_t neurons) override {
    add(fmt::format("a{}", layer + 1), neurons);
    return slope();
  }
};

Publication global_slopes() {
  return {"A. D. Jagtap and K. Kawaguchi and G. E. Karniadakis",
          "Adaptive activation functions accelerate convergence in deep and physics-informed neural networks",
          "Journal of Computational Physics 404, 109136", 2020};
}
Publication local_slopes() {
  return {"A. D. Jagtap and K. Kawaguchi and G. E. Karniadakis",
          "Locally adaptive activation functions with slope recovery for deep and physics-informed neural networks",
          "Proceedings of the Royal Society A 476, 20200334", 2020};
}

/// `recovery`: the works that its term comes from, where those of the method are others.
template <class Settings>
std::vector<Setting> slope_settings(std::vector<Publication> recovery = {}) {
  return {
      setting("n", &Settings::n, limits::at_least_one, "scaling factor; slopes start at 1/n, so that n a = 1"),
      after(std::move(recovery), setting("recovery", &Settings::recovery, limits::not_negative,
                                         "weight of the slope recovery term S(a); 0: no such term")),
      setting("op", &Settings::op,
              {{"exp", SlopeOperator::exp, "exponential"}, {"identity", SlopeOperator::identity, "the mean itself"}},
              "the operator N of S(a)"),
  };
}

}  // namespace

std::shared_ptr<const AdaptationMethod> method_of(const FixedSlopes&) {
  static const auto method = std::make_shared<const AdaptationMethod>(
      described<FixedSlopes>, "fixed", "the activation as it is", std::vector<Setting>{}, nullptr);
  return method;
}
std::shared_ptr<const AdaptationMethod> method_of(const Gaaf&) {
  static const auto method = adaptation_method<Gaaf, OfNetwork>(
      "gaaf", {"one slope for the whole network", {global_slopes()}}, slope_settings<Gaaf>({local_slopes()}));
  return method;
}
std::shared_ptr<const AdaptationMethod> method_of(const Llaaf&) {
  static const auto method = adaptation_method<Llaaf, OfLayers>(
      "llaaf", {"one slope for each hidden layer", {local_slopes()}}, slope_settings<Llaaf>());
  return method;
}
std::shared_ptr<const AdaptationMethod> method_of(const Nlaaf&) {
  static const auto method = adaptation_method<Nlaaf, OfNeurons>(
      "nlaaf", {"one slope for each neuron", {local_slopes()}}, slope_settings<Nlaaf>());
  return method;
}

}  // namespace ansatz
