// Gauss-Newton whose systems are solved by preconditioned conjugate gradients from products with J and
// J^T: any number of parameters.
#pragma once

#include <cstdint>

#include "ansatz/core/stage.hpp"
#include "ansatz/core/until.hpp"

namespace ansatz {

struct NewtonCg {
  std::uint64_t steps = 500;
  std::uint64_t inner = 200;   // conjugate gradient iterations a step, at most; >= 1
  std::uint64_t rank = 60;     // of the Nystroem preconditioner; 0: none
  std::uint64_t refresh = 20;  // steps between two preconditioners; >= 1
  double damping = 1e-3;       // as for Lm, relative to the mean diagonal entry of J^T J; > 0
  double tolerance = 0;        // stop when no component of the loss's gradient exceeds this; >= 0
  Until until{};
};

std::shared_ptr<const StageMethod> method_of(const NewtonCg&);

}  // namespace ansatz
