// Where weights and biases start.
//
// Numbers come from a stream named after the parameter, so what a layer starts at depends on the seed, its
// name and its shape: not on the adaptation of slopes, not on other layers, not on the order of construction.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// Weights of a layer, `outputs` rows of `inputs`. Glorot and Bengio (2010): variance 2 / (inputs + outputs).
std::vector<double> initial_weights(const Initialisation& init, std::uint32_t outputs, std::uint32_t inputs,
                                    std::uint64_t seed, std::string_view name);

/// Biases of a layer: zero with Glorot; drawn like the weights with `normal`.
std::vector<double> initial_biases(const Initialisation& init, std::uint32_t outputs, std::uint64_t seed,
                                   std::string_view name);

}  // namespace ansatz
