// Formulas of coordinates and unknowns as numbers, at points that are spread over the whole domain: what is decided by
// trying is decided here. Unknowns are where they start.
#pragma once

#include <functional>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "ansatz/core/sampling.hpp"

namespace ansatz::exact {

/// Points of the domain, of a box with its corners among them; points on the rim of space, at any time.
PointSet points_inside(const Problem& problem);
PointSet points_on_rim(const Problem& problem);

/// The values of each formula at every point, [formula][point]. Throws UserError where a formula does.
std::vector<std::vector<double>> sampled(const Problem& problem, const PointSet& points,
                                         const std::function<std::vector<ad::Expr>(const PointScope&)>& formulas);

}  // namespace ansatz::exact
