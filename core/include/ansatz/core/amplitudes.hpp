// A function as a sum of given ones.
#pragma once

#include <span>
#include <vector>

namespace ansatz {

struct Amplitudes {
  std::vector<double> values;  // one a wave
  double misfit = 0;  // root mean square of what is left, relative to that of the function; 0 for the function 0
};

/// The sum of the waves that comes nearest to a function at some points, by least squares; among equally near ones that
/// with the smallest amplitudes. `waves[k][p]` and `wanted[p]` at point p. Throws UserError where a value is not finite
/// or there are fewer points than waves.
Amplitudes nearest_sum(std::span<const std::vector<double>> waves, std::span<const double> wanted);

}  // namespace ansatz
