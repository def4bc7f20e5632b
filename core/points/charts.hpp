// Places of space and time as images of unit cubes: what sampling.cpp spreads points over.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

struct Chart {
  std::size_t parameters = 0;  // of the unit cube; 0: an isolated point
  double measure = 1;          // of the whole image
  bool round = false;          // the first parameter runs round
  bool has_normal = false;
  std::string name;  // for errors: "x = -1", "boundary(hole)"
  /// Writes all coordinates and, where there is one, the normal. False: cut away.
  std::function<bool(const double* unit, double* point, double* normal)> map;
};

Chart interior_chart(const Domain& domain);
Chart initial_chart(const Domain& domain);
/// Throws UserError when a place is no part of the domain's boundary.
std::vector<Chart> region_charts(const Domain& domain, const Region& region);

}  // namespace ansatz
