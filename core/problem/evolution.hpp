// What cannot be solved in windows of time, and the path by which it is decided how many there are
// (ansatz/core/evolution.hpp).
#pragma once

#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// Why the problem cannot be cut: it speaks of the whole time at once, or of none. Empty where it can be.
std::string why_uncuttable(const Problem& problem);

/// A path of a solution: times, and how far it has gone by each, from 0.
struct Path {
  std::vector<double> times, distances;

  /// Between two of its times.
  double distance(double from, double to) const;
};

/// From the first to the last time of the problem; empty where it cannot be followed.
Path path_of(const Problem& problem);

}  // namespace ansatz
