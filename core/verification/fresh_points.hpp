// The points that an answer is judged at.
#pragma once

#include <vector>

#include "ansatz/core/problem.hpp"
#include "points/collocation.hpp"

namespace ansatz {

/// The problem with these points, at which `place_points` puts its conditions.
Problem at_fresh_points(const Problem& problem);

/// Points of all conditions of a problem as training would draw them, but by other random numbers, whatever its sampler
/// at random places, and four times as many, within bounds. Data keep theirs.
std::vector<PointGroup> fresh_points(const Problem& problem);

/// The same of what the problem checks, whose number `conditions` of a group counts.
std::vector<PointGroup> fresh_points_of_checks(const Problem& problem);

}  // namespace ansatz
