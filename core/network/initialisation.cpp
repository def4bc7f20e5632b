// The initialisations that are built in.
#include "ansatz/core/initialisation.hpp"

#include <cmath>

namespace ansatz {
namespace {

Publication glorot() {
  return {"X. Glorot and Y. Bengio", "Understanding the difficulty of training deep feedforward neural networks",
          "AISTATS, PMLR 9, 249-256", 2010};
}

double fan(LayerSize size) { return static_cast<double>(size.inputs) + static_cast<double>(size.outputs); }

double fan_in_number(const FanInUniform&, LayerSize size, const Stream& numbers, std::uint64_t i) {
  return (2 * numbers.uniform(i) - 1) / std::sqrt(static_cast<double>(size.inputs));
}

double normal_number(const NormalNumbers& own, LayerSize, const Stream& numbers, std::uint64_t i) {
  return own.mean + own.deviation * numbers.normal(i);
}

}  // namespace

std::shared_ptr<const InitialisationMethod> method_of(const GlorotNormal&) {
  static const auto method = std::make_shared<const InitialisationMethod>(
      described<GlorotNormal>, "glorot_normal", About("normal, variance 2/(inputs + outputs); biases 0", {glorot()}),
      std::vector<Setting>{}, [](const GlorotNormal&, LayerSize size, const Stream& numbers, std::uint64_t i) {
        return std::sqrt(2 / fan(size)) * numbers.normal(i);
      });
  return method;
}

std::shared_ptr<const InitialisationMethod> method_of(const GlorotUniform&) {
  static const auto method = std::make_shared<const InitialisationMethod>(
      described<GlorotUniform>, "glorot_uniform", About("uniform, variance 2/(inputs + outputs); biases 0", {glorot()}),
      std::vector<Setting>{}, [](const GlorotUniform&, LayerSize size, const Stream& numbers, std::uint64_t i) {
        return std::sqrt(6 / fan(size)) * (2 * numbers.uniform(i) - 1);
      });
  return method;
}

std::shared_ptr<const InitialisationMethod> method_of(const FanInUniform&) {
  static const auto method = std::make_shared<const InitialisationMethod>(
      described<FanInUniform>, "fan_in",
      About("uniform within 1/sqrt(inputs), weights and biases alike, as in PyTorch",
            {{"Y. LeCun and L. Bottou and G. B. Orr and K.-R. Mueller", "Efficient BackProp",
              "Neural Networks: Tricks of the Trade, LNCS 1524, 9-50", 1998}}),
      std::vector<Setting>{}, fan_in_number, fan_in_number);
  return method;
}

std::shared_ptr<const InitialisationMethod> method_of(const NormalNumbers&) {
  static const auto method = std::make_shared<const InitialisationMethod>(
      described<NormalNumbers>, "normal", "normal, weights and biases alike",
      std::vector{
          setting("mean", &NormalNumbers::mean, "mean of weights and biases"),
          setting("deviation", &NormalNumbers::deviation, limits::positive, "standard deviation of weights and biases"),
      },
      normal_number, normal_number);
  return method;
}

}  // namespace ansatz
