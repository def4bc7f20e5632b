// Where a problem lives, and a point of it as plain numbers.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/geometry.hpp"
#include "ansatz/core/handles.hpp"
#include "ansatz/core/interval.hpp"

namespace ansatz {

/// What a number that is not certain is distributed by.
struct NormalDistribution {
  double mean = 0, deviation = 1;  // deviation > 0
};

/// A shape in space (interval, box, disk, ... and their unions, differences, intersections) and, for evolution
/// problems, an interval of time.
struct Domain {
  std::vector<std::string> space;  // names of the space coordinates
  GeometryPtr shape;               // null only for problems in time alone (an ODE)
  std::optional<std::string> time;
  Interval times;
  std::size_t parameters = 0;  // how many of `space`, the last ones, are no places: those of a `prism`
  /// By coordinate, parameters that points are drawn of by a normal distribution, cut at the ends of their interval.
  /// Others are drawn evenly.
  std::map<std::size_t, NormalDistribution> normal{};

  std::size_t dimensions() const { return space.size() + (time ? 1 : 0); }
};

/// A point of a domain, for predicates and exact solutions that are functions: `at(x)`. Throws UserError for a
/// coordinate that the domain does not have.
class Position {
 public:
  /// Both must live longer; all coordinates of the point.
  Position(const Domain& domain, const double* point) : domain_(&domain), point_(point) {}
  double operator()(const Coordinate& x) const;

 private:
  const Domain* domain_;
  const double* point_;
};

}  // namespace ansatz
