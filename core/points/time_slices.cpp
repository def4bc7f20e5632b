#include "points/time_slices.hpp"

namespace ansatz {
namespace {

/// Where slice `k` begins; where the last one ends, for k = windows.
double boundary(const Problem& problem, std::size_t k) {
  const Interval& times = problem.domain.times;
  const std::size_t windows = problem.sampling.windows;
  if (k == windows) return times.upper;
  return times.lower + (times.upper - times.lower) * static_cast<double>(k) / static_cast<double>(windows);
}

}  // namespace

Interval time_slice(const Problem& problem, std::size_t k) { return {boundary(problem, k), boundary(problem, k + 1)}; }

std::size_t time_slice_of(const Problem& problem, const double* point) {
  if (problem.sampling.windows == 1) return 0;
  const double time = point[problem.domain.dimensions() - 1];
  std::size_t slice = 0;
  for (std::size_t k = 1; k < problem.sampling.windows && time >= boundary(problem, k); ++k) slice = k;
  return slice;
}

}  // namespace ansatz
