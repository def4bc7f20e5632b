// A training step on images by itself, for measuring.
#pragma once

#include <cstdint>
#include <memory>

#include "ansatz/core/classification.hpp"

namespace ansatz {

/// Loss and full gradient of a batch, then the update of the optimiser, with the first images as every batch.
class ImageStep {
 public:
  /// Builds and compiles. Throws UserError when the problem makes no sense.
  explicit ImageStep(Classification problem);
  ~ImageStep();

  /// Takes one step; returns the loss before it.
  double run();
  std::size_t parameters() const;
  int threads() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ansatz
