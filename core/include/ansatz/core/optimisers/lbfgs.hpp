// Limited-memory BFGS with a strong Wolfe line search: any number of parameters.
//
// c1 and c2 are those of Nocedal and Wright, Numerical Optimization, 2nd ed., section 3.1.
#pragma once

#include <cstdint>

#include "ansatz/core/stage.hpp"
#include "ansatz/core/until.hpp"

namespace ansatz {

struct Lbfgs {
  std::uint64_t steps = 10000;
  std::uint64_t memory = 50;  // pairs kept; >= 1
  double decrease = 1e-4;     // c1 of the strong Wolfe conditions, 0 < c1 < c2 < 1 and c1 < 0.5
  double curvature = 0.9;     // c2
  double tolerance = 0;       // stop when no component of the gradient exceeds this; >= 0
  Until until{};
};

std::shared_ptr<const StageMethod> method_of(const Lbfgs&);

}  // namespace ansatz
