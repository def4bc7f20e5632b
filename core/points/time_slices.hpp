// Equal slices of a problem's time: the windows it is solved in, one after another (training/windows.hpp).
//
// Slice k of n is [t_k, t_(k+1)]. Every time belongs to exactly one: t_k <= t < t_(k+1), those before the start of time
// to the first, those at its end to the last. A problem that is not cut, or has no time, is one slice.
#pragma once

#include <cstddef>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// Slice `k` of `Sampling::windows`.
Interval time_slice(const Problem& problem, std::size_t k);

/// The slice that a point, given by all its coordinates, lies in.
std::size_t time_slice_of(const Problem& problem, const double* point);

}  // namespace ansatz
