#include "network/initialisation.hpp"

#include <cmath>

#include "ansatz/core/random.hpp"

namespace ansatz {

std::vector<double> initial_weights(const Initialisation& init, std::uint32_t outputs, std::uint32_t inputs,
                                    std::uint64_t seed, std::string_view name) {
  const Stream stream(seed, name);
  const double fan = static_cast<double>(inputs) + static_cast<double>(outputs);
  std::vector<double> weights(std::size_t{outputs} * inputs);
  for (std::size_t i = 0; i < weights.size(); ++i) switch (init.kind) {
      case Initialisation::Kind::glorot_normal: weights[i] = std::sqrt(2 / fan) * stream.normal(i); break;
      case Initialisation::Kind::glorot_uniform: weights[i] = std::sqrt(6 / fan) * (2 * stream.uniform(i) - 1); break;
      case Initialisation::Kind::normal: weights[i] = init.mean + init.deviation * stream.normal(i); break;
    }
  return weights;
}

std::vector<double> initial_biases(const Initialisation& init, std::uint32_t outputs, std::uint64_t seed,
                                   std::string_view name) {
  std::vector<double> biases(outputs, 0.0);
  if (init.kind != Initialisation::Kind::normal) return biases;
  const Stream stream(seed, name);
  for (std::size_t i = 0; i < biases.size(); ++i) biases[i] = init.mean + init.deviation * stream.normal(i);
  return biases;
}

}  // namespace ansatz
