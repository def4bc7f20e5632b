// Adam: steps scaled by running means of the gradient and of its square; algorithm 1 of its source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "ansatz/core/schedule.hpp"
#include "ansatz/core/stage.hpp"
#include "ansatz/core/until.hpp"

namespace ansatz {

struct Adam {
  std::uint64_t steps = 10000;
  std::optional<std::uint64_t> epochs{};  // of images, in place of `steps`: so often is every one of them seen
  Schedule lr = 1e-3;                     // a number, or how it changes with the steps, or with the epochs
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  std::size_t batch = 0;  // points of a step; 0: all
  Until until{};
  std::uint64_t retreat = 0;  // times that it goes back where loss or gradient is no number, to half the rate
};

std::shared_ptr<const StageMethod> method_of(const Adam&);

}  // namespace ansatz
