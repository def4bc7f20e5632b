// Dense quasi-Newton: Al-Baali's self-scaled updates as Urbán, Stefanou and Pons use them for networks. About 1,000 to
// 6,000 parameters.
//
// c1 and c2 are those of Nocedal and Wright, Numerical Optimization, 2nd ed., section 3.1.
#pragma once

#include <cstdint>

#include "ansatz/core/stage.hpp"
#include "ansatz/core/until.hpp"

namespace ansatz {

enum class InverseHessianUpdate { bfgs, ssbfgs, ssbroyden };

struct SsBroyden {
  std::uint64_t steps = 5000;
  InverseHessianUpdate update = InverseHessianUpdate::ssbroyden;
  double decrease = 1e-4;  // c1 of the strong Wolfe conditions, 0 < c1 < c2 < 1 and c1 < 0.5
  double curvature = 0.9;  // c2
  double tolerance = 0;    // stop when no component of the gradient exceeds this; >= 0
  Until until{};
};

std::shared_ptr<const StageMethod> method_of(const SsBroyden&);

}  // namespace ansatz
