// Which of many candidates become points: residual-adaptive distributions.
//
// Wu, Zhu, Tan, Kartha, Lu, "A comprehensive study of non-adaptive and residual-based adaptive sampling for
// physics-informed neural networks", CMAME 403 (2023): candidates are picked with probabilities proportional to
//
//   |r|^k / mean |r|^k + c      (their equation 2; RAD picks all points anew, RAR-D adds some, with k = 2 and c = 0)
//
// |r| at a point is the root of the weighted sum of the squares of all equations there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "ansatz/core/random.hpp"
#include "points/collocation.hpp"

namespace ansatz {

/// The density above, up to a factor. A residual that is not a number gets 0.
std::vector<double> adaptive_density(std::span<const double> magnitudes, double k, double c);

/// `count` different numbers below density.size(), ascending, drawn one after another with probabilities proportional
/// to `density` among those that are left (Efraimidis and Spirakis 2006). Those of density 0 come last.
std::vector<std::size_t> draw_by_density(std::span<const double> density, std::size_t count, const Stream& random);

/// |r| at each of some points.
using Magnitudes = std::function<std::vector<double>(const PointSet&)>;

/// The points of a group of equations after draw number `draw`: all anew, or more than `points`, as the
/// placement says, which follows the residual.
PointSet refine(const Problem& problem, const PointGroup& group, const PointSet& points, std::uint64_t draw,
                const Magnitudes& magnitudes);

}  // namespace ansatz
