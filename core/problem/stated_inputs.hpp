// What networks read that are not told what to read: the coordinates, and what the problem as it is stated calls for.
#pragma once

#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// Sine and cosine of each wave of the problem's own formulas (waves.hpp of include says which and why).
std::vector<InputFeature> wave_inputs(const Problem& problem);
/// What solutions are like at corners of the domain (corners.hpp of include).
std::vector<InputFeature> corner_inputs(const Problem& problem);

/// Whether nobody says what the network reads, so that it gets these.
inline bool reads_coordinates(const NetworkSpec& network) { return network.inputs.empty(); }

/// Networks without inputs of their own read the coordinates and all of these; where there are none they stay as they
/// are.
void give_stated_inputs(Problem& problem);

}  // namespace ansatz
