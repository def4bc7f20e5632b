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
  ScaledSlopes(const Settings& settings, AdaptationMethod::Add add) : add_(std::move(add)), settings_(settings) {}

  std::optional<ad::Expr> term() const override {
    if (settings_.recovery == 0 || a_.empty()) return std::nullopt;
    ad::Expr total;
    for (const ad::Expr& a : a_) {
      const ad::Expr mean = ad::sum(a) / static_cast<double>(a.shape().rows);
      const ad::Expr value = settings_.op == SlopeOperator::exp ? ad::exp(mean) : mean;
      total = total.valid() ? total + value : value;
    }
    const double layers = settings_.over == SlopeTotal::mean ? static_cast<double>(a_.size()) : 1;
    return settings_.recovery * (layers / total);
  }

 protected:
  void add(const std::string& name, std::uint32_t rows) { a_.push_back(add_(name, rows, 1 / settings_.n)); }
  /// n times the last a.
  ad::Expr slope() const { return settings_.n * a_.back(); }
  const Settings& settings() const { return settings_; }

  AdaptationMethod::Add add_;

 private:
  Settings settings_;
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

class OfWaves final : public ScaledSlopes<Rowdy> {
  using ScaledSlopes::ScaledSlopes;

 public:
  ad::Expr of_layer(std::size_t layer, std::uint32_t neurons) override {
    add(fmt::format("a{}", layer + 1), rows(neurons));
    return slope();
  }

  std::function<ad::Expr(ad::Expr)> added(std::size_t layer, std::uint32_t neurons) override {
    if (settings().terms == 0) return {};
    const double n = settings().n;
    std::vector<Term> terms;
    for (std::uint32_t k = 1; k <= settings().terms; ++k)
      terms.push_back({k * n * add_(fmt::format("F{}_{}", layer + 1, k), rows(neurons), 1 / n),
                       n * add_(fmt::format("alpha{}_{}", layer + 1, k), rows(neurons), 0)});
    return [terms, wave = settings().wave == Wave::sine ? &ad::sin : &ad::cos](ad::Expr z) {
      ad::Expr sum;
      for (const Term& term : terms) {
        const ad::Expr one =
            ad::broadcast(term.amplitude, z.shape()) * wave(ad::broadcast(term.frequency, z.shape()) * z);
        sum = sum.valid() ? sum + one : one;
      }
      return sum;
    };
  }

 private:
  struct Term {
    ad::Expr frequency, amplitude;  // free scalars, or columns with an entry a neuron
  };
  std::uint32_t rows(std::uint32_t neurons) const { return settings().per == PerWhat::neuron ? neurons : 1; }
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
Publication kronecker_networks() {
  return {"A. D. Jagtap and Y. Shin and K. Kawaguchi and G. E. Karniadakis",
          "Deep Kronecker neural networks: a general framework for neural networks with adaptive activation functions",
          "Neurocomputing 468, 165-180", 2022};
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
      setting("over", &Settings::over,
              {{"mean", SlopeTotal::mean, "their mean, as in the paper"},
               {"sum", SlopeTotal::sum, "their sum, as in the authors' code for functions"}},
              "what S(a) is one over, of the layers"),
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
std::shared_ptr<const AdaptationMethod> method_of(const Rowdy&) {
  static const auto method = [] {
    std::vector<Setting> settings{
        setting("terms", &Rowdy::terms, {0, 1000}, "waves that join the activation"),
        setting("wave", &Rowdy::wave,
                {{"sin", Wave::sine, "n alpha_k sin(k n F_k z)"}, {"cos", Wave::cosine, "n alpha_k cos(k n F_k z)"}},
                "what they are"),
        setting("per", &Rowdy::per,
                {{"layer", PerWhat::layer, "each layer"}, {"neuron", PerWhat::neuron, "each neuron"}},
                "what has slope, amplitudes and frequencies of its own"),
    };
    for (Setting& own : slope_settings<Rowdy>({local_slopes()})) settings.push_back(std::move(own));
    return adaptation_method<Rowdy, OfWaves>(
        "rowdy", {"a slope and waves of growing frequency for each layer or neuron", {kronecker_networks()}},
        std::move(settings));
  }();
  return method;
}

}  // namespace ansatz
