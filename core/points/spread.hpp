// Where points are drawn along a coordinate: evenly, or as it is distributed.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "ansatz/core/domain.hpp"

namespace ansatz {

/// From numbers that are even in [0, 1] to coordinates of space.
class Spread {
 public:
  /// Throws UserError where the deviation of a coordinate is not positive, there is no such coordinate, or its interval
  /// is one that it hardly ever lies in.
  explicit Spread(const Domain& domain);

  /// Coordinate `i` of space, between the ends of the bounding box.
  double operator()(std::size_t i, double unit) const;
  /// Moves the parameters of a point whose coordinates were drawn evenly.
  void move(double* point) const;

 private:
  /// A normal distribution that is cut: its values lie between those of the ends.
  struct Cut {
    NormalDistribution whole;
    double lower, upper;  // probabilities to lie below the ends
  };
  std::vector<Interval> box_;
  std::map<std::size_t, Cut> cut_;
};

/// What coordinates are scaled by: the bounding box; along one of a normal distribution the interval on which an even
/// one has the same mean and deviation.
std::vector<Interval> scaling_box(const Domain& domain);

}  // namespace ansatz
