// Sums of functions as activations; settings and formula: ansatz/core/kronecker.hpp. One class makes them all: waves of
// growing frequency are functions of a multiple of what others are functions of.
#include "ansatz/core/kronecker.hpp"

#include <fmt/format.h>

#include <utility>

#include "network/scaled_slopes.hpp"

namespace ansatz {
namespace {

/// phi(multiple n F z), with the amplitude n alpha.
struct Summand {
  double multiple = 1;
  FunctionMethod::Value phi;
};

std::vector<Summand> summands_of(const Kronecker& sum) {
  std::vector<Summand> summands;
  for (const ElementwiseFunction& function : sum.functions) summands.push_back({1, function.method().value});
  return summands;
}
std::vector<Summand> summands_of(const Rowdy& waves) {
  std::vector<Summand> summands;
  for (std::uint32_t k = 1; k <= waves.terms; ++k)
    summands.push_back({static_cast<double>(k), waves.wave == Wave::sine ? &ad::sin : &ad::cos});
  return summands;
}

template <class Settings>
class OfSum final : public ScaledSlopes<Settings> {
  using Base = ScaledSlopes<Settings>;

 public:
  using Base::Base;

  ad::Expr of_layer(std::size_t layer, std::uint32_t neurons) override {
    Base::add(fmt::format("a{}", layer + 1), rows(neurons));
    return Base::slope();
  }

  std::function<ad::Expr(ad::Expr)> added(std::size_t layer, std::uint32_t neurons) override {
    const double n = Base::settings().n;
    std::vector<Term> terms;
    for (const Summand& summand : summands_of(Base::settings())) {
      const std::size_t k = terms.size() + 1;
      terms.push_back({summand.multiple * n * Base::add_(fmt::format("F{}_{}", layer + 1, k), rows(neurons), 1 / n),
                       n * Base::add_(fmt::format("alpha{}_{}", layer + 1, k), rows(neurons), 0), summand.phi});
    }
    if (terms.empty()) return {};
    return [terms](ad::Expr z) {
      ad::Expr sum;
      for (const Term& term : terms) {
        const ad::Expr one =
            ad::broadcast(term.amplitude, z.shape()) * term.phi(ad::broadcast(term.frequency, z.shape()) * z);
        sum = sum.valid() ? sum + one : one;
      }
      return sum;
    };
  }

 private:
  struct Term {
    ad::Expr frequency, amplitude;  // free scalars, or columns with an entry a neuron
    FunctionMethod::Value phi;
  };
  std::uint32_t rows(std::uint32_t neurons) const { return Base::settings().per == PerWhat::neuron ? neurons : 1; }
};

Publication kronecker_networks() {
  return {"A. D. Jagtap and Y. Shin and K. Kawaguchi and G. E. Karniadakis",
          "Deep Kronecker neural networks: a general framework for neural networks with adaptive activation functions",
          "Neurocomputing 468, 165-180", 2022};
}

/// What is stated of both kinds of sums, behind what each is made of.
template <class Settings>
std::vector<Setting> sum_settings(std::vector<Setting> made_of) {
  made_of.push_back(setting("per", &Settings::per,
                            {{"layer", PerWhat::layer, "each layer"}, {"neuron", PerWhat::neuron, "each neuron"}},
                            "what has slope, amplitudes and frequencies of its own"));
  for (Setting& own : slope_settings<Settings>({local_slopes()})) made_of.push_back(std::move(own));
  return made_of;
}

}  // namespace

std::shared_ptr<const AdaptationMethod> method_of(const Kronecker&) {
  static const auto method = adaptation_method<Kronecker, OfSum<Kronecker>>(
      "kronecker",
      {"a slope and given functions with amplitudes and frequencies for each layer or neuron", {kronecker_networks()}},
      sum_settings<Kronecker>(
          {required(setting("functions", &Kronecker::functions,
                            "what joins the activation: names of activations, `let`s of one argument"))}));
  return method;
}

std::shared_ptr<const AdaptationMethod> method_of(const Rowdy&) {
  static const auto method = adaptation_method<Rowdy, OfSum<Rowdy>>(
      "rowdy", {"a slope and waves of growing frequency for each layer or neuron", {kronecker_networks()}},
      sum_settings<Rowdy>({
          setting("terms", &Rowdy::terms, {1, 1000}, "waves that join the activation"),
          setting("wave", &Rowdy::wave,
                  {{"sin", Wave::sine, "n alpha_k sin(k n F_k z)"}, {"cos", Wave::cosine, "n alpha_k cos(k n F_k z)"}},
                  "what they are"),
      }));
  return method;
}

}  // namespace ansatz
