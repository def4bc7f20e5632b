// What is known of an activation function before anything is trained: vectors of numbers, and distances of them.
//
// Its outputs and derivatives at fixed points. And spectra: the logarithms of the eigenvalues of a Fisher matrix at the
// start. For residuals with normal errors that is J^T J / N, J the derivatives of N residuals by the trained numbers;
// of the fields in the place of residuals it is that of the network's output. It is computed whole, in 64-bit numbers.
//
// Spectra have as many numbers as the network trains, whatever N is: eigenvalues that are 0, or are not told from it by
// 64-bit numbers, are counted by a floor, as how many there are tells most of all.
//
// Source: Bingham and Miikkulainen (arXiv 2301.05785), who take a classifier's matrix block by block
// (kronecker_spectrum.hpp) and no residuals. Read next: distances.hpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "ansatz/core/search/operators.hpp"

namespace ansatz::search {

/// The values and derivatives up to that order of each function at points: [function * (derivatives + 1) +
/// order][point]. What is no number stays none.
std::vector<std::vector<double>> jets(std::span<const Function> functions, std::span<const double> points,
                                      std::size_t derivatives);
/// Of one function, values at all points first, then first derivatives, ...
std::vector<double> jet(const Function& function, std::span<const double> points, std::size_t derivatives);
/// The inverse hyperbolic sine of each: nearly the number itself where it is small, its logarithm where it is large.
std::vector<double> compressed(std::vector<double> values);

/// What the rows of J are derivatives of.
enum class Rows {
  fields,      // all fields at the points of the equations
  equations,   // residuals of the equations
  conditions,  // of equations, boundary and initial conditions, fits
};

/// Logarithms of the eigenvalues of J^T J / N at the start of the problem's training, with `activation` in all of its
/// networks, in descending order; those below `floor` times the largest as that. Residuals count as they do in the
/// loss: by the roots of their weights, each condition a mean over its points, and so does N. As stated: conditions are
/// terms, even where training builds them in. Throws UserError where the problem makes no sense, or `activation` lacks
/// derivatives that it takes, and for the rows of fields that live on parts of the domain; what is not finite in
/// J makes the result empty.
std::vector<double> spectrum(const Problem& problem, const Function& activation, Rows rows, double floor = 1e-16);

}  // namespace ansatz::search
