// Waves of a problem's own formulas as inputs of its networks; waves.hpp of include says which and why.
#pragma once

#include "ansatz/core/waves.hpp"

namespace ansatz {

/// Networks without inputs of their own read the coordinates, and sine and cosine of each wave; where there is no wave
/// they stay as they are.
void give_waves(Problem& problem);

}  // namespace ansatz
