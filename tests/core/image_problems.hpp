// Networks of images from the literature, and small problems to learn.
#pragma once

#include <memory>
#include <vector>

#include "ansatz/core/classification.hpp"
#include "ansatz/core/random.hpp"

namespace ansatz::test {

/// Images of 6 x 6 with a bright bar: lying, upright or slanting, the three classes, with some noise.
inline std::shared_ptr<const ImageSet> bars(std::size_t count, const char* name) {
  ImageSet set{{1, 6, 6}, {}, {}};
  const Stream numbers(3, name);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t kind = i % 3, at = numbers.bits(i) % 6;
    for (std::size_t row = 0; row < 6; ++row)
      for (std::size_t column = 0; column < 6; ++column) {
        const bool lit = kind == 0 ? row == at : kind == 1 ? column == at : (row + column) % 6 == at;
        set.pixels.push_back(
            static_cast<std::uint8_t>((lit ? 200 : 20) + numbers.bits(1000 + 36 * i + 6 * row + column) % 50));
      }
    set.labels.push_back(static_cast<std::uint16_t>(kind));
  }
  return std::make_shared<const ImageSet>(std::move(set));
}

/// A small problem with everything in it that networks of images have.
inline Classification bars_problem() {
  Classification problem;
  problem.name = "bars";
  problem.image = {1, 6, 6};
  problem.training = bars(60, "training");
  problem.test = bars(20, "test");
  problem.network.layers = {Conv{.channels = 6, .kernel = 3, .bias = false},
                            BatchNorm{},
                            Act{},
                            MaxPool{2},
                            Dense{12},
                            Act{},
                            Dropout{0.2},
                            Dense{3}};
  problem.network.adaptive = Llaaf{.n = 2, .recovery = 0.1};
  problem.stage = Sgd{.epochs = 24, .lr = StepDecay{.start = 0.02, .at = {20}}, .batch = 16};
  problem.compute.threads = 1;
  problem.compute.seed = 5;
  return problem;
}

}  // namespace ansatz::test
