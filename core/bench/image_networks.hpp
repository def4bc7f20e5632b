// The networks of images that are timed, and whose parameters tests count: those of the benchmark of the paper on local
// slopes (Jagtap, Kawaguchi, Karniadakis 2020, section 4).
#pragma once

#include <cstdint>
#include <vector>

#include "ansatz/core/image_layers.hpp"

namespace ansatz {

inline std::vector<Layer> lenet() {
  return {Conv{64, 5}, MaxPool{2}, Act{}, Conv{64, 5}, MaxPool{2}, Act{}, Dense{1024}, Act{}, Dropout{0.5}, Dense{10}};
}

inline std::vector<Layer> preact_resnet18() {
  std::vector<Layer> layers{Conv{.channels = 64, .kernel = 3, .padding = 1, .bias = false}};
  for (const std::uint32_t channels : {64u, 128u, 256u, 512u}) {
    layers.emplace_back(PreactBlock{channels, channels == 64 ? 1u : 2u});
    layers.emplace_back(PreactBlock{channels});
  }
  layers.emplace_back(AvgPool{4});
  layers.emplace_back(Dense{10});
  return layers;
}

}  // namespace ansatz
