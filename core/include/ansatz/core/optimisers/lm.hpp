// Levenberg-Marquardt on the residuals with geodesic acceleration. A step solves (J^T J + lambda I) d = -J^T r. The
// default for up to about 3,000 parameters.
#pragma once

#include <cstdint>

#include "ansatz/core/stage.hpp"
#include "ansatz/core/until.hpp"

namespace ansatz {

struct Lm {
  std::uint64_t steps = 500;
  double damping = 1e-3;             // lambda at the start, as a fraction of the largest diagonal entry of J^T J; > 0
  double lower = 1.5;                // a step begins with the last damping divided by this or more; > 1, at most 10
  double raise = 1.02;               // dampings tried differ by powers of this; >= 1.001
  bool acceleration = true;          // second-order correction along the geodesic
  double acceleration_limit = 0.75;  // corrections with 2 |a| / |v| beyond this are left away
  bool orthogonal = true;            // factor J itself where J^T J has lost the digits that the damping needs
  double tolerance = 0;              // stop when no component of the loss's gradient exceeds this; >= 0
  Until until{};
};

std::shared_ptr<const StageMethod> method_of(const Lm&);

}  // namespace ansatz
