// div((1 + alpha x) grad u) + x + y = 0 in the square |x|, |y| <= 1/sqrt(2), u = cos(pi x) cos(pi y) on its rim: the
// problem whose alpha is found from values of u in the published text of Jagtap, Kawaguchi, Karniadakis (2020),
// "Locally adaptive activation functions with slope recovery for deep and physics-informed neural networks".
//
// By collocation at Chebyshev points, whose error falls with the modes until the corners, where the second derivatives
// of u are not continuous, slow it down.
#pragma once

#include <cstddef>
#include <vector>

namespace reference {

/// u at `intervals + 1` equal steps of x and y with both ends: [i * (intervals + 1) + j] at x of i and y of j. |alpha|
/// < 1; `modes` >= 2 intervals of the Chebyshev grid along each side.
std::vector<double> poisson(double alpha, std::size_t modes, std::size_t intervals);

/// The side that a step of the table is at.
double poisson_place(std::size_t i, std::size_t intervals);

}  // namespace reference
