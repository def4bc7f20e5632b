// What optimisers of first order are bound to beside the loss, and never ask: images have no residuals.
#pragma once

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/optimise/objective.hpp"

namespace ansatz {

class NoResiduals final : public optimise::LeastSquares {
 public:
  std::size_t size() const override { none(); }
  std::size_t residual_count() const override { none(); }
  void residuals(optimise::In, optimise::Out) override { none(); }
  void jacobian_rows(optimise::In, std::size_t, std::size_t, optimise::Out) override { none(); }

 private:
  [[noreturn]] static void none() { throw InternalFault("an optimiser asks images for residuals"); }
};

}  // namespace ansatz
