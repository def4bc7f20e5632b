// What holds for a geometry of any kind.
#include "ansatz/core/geometry.hpp"

#include <algorithm>

namespace ansatz {

double largest_side(const Geometry& geometry) {
  const std::vector<double> lower = geometry.lower(), upper = geometry.upper();
  double side = 0;
  for (std::size_t i = 0; i < lower.size(); ++i) side = std::max(side, upper[i] - lower[i]);
  return side;
}

}  // namespace ansatz
