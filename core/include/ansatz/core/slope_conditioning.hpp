// How slopes that are trained steer gradient descent, as a number: the condition of the matrix that stands between the
// gradient and the step.
//
// A network with slopes is a plain network whose weights are V = n a (W, b). A step of gradient descent on W, b and a
// moves V by -rate G times its gradient, to first order, with G = J J^T, J the derivatives of V after W, b and a. For
// all weights w that share a slope it is
//
//   G = (n a)^2 I + n^2 w w^T     with the eigenvalues (n a)^2 and (n a)^2 + n^2 |w|^2,
//
// a block for each slope, and the identity for the output, which has none. Without slopes all of it is the identity:
// its condition is 1. Jagtap, Kawaguchi, Karniadakis (2020), "Locally adaptive activation functions with slope recovery
// for deep and physics-informed neural networks", the published text, section 3. Nothing of a run changes by it.
//
// Read next: plot.hpp (plots::Conditioning draws it over the steps), slope_theory.hpp (what else the paper counts).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "ansatz/core/plot.hpp"
#include "ansatz/core/solution.hpp"

namespace ansatz {

/// The largest eigenvalue of G over the smallest, of a network; infinite where a slope is 0.
struct SlopeConditioning {
  std::string network;
  /// Of each hidden layer's part of G; one number alone where one slope is that of all of them, none without slopes.
  std::vector<double> layers;
  double all = 1;  // of the whole of G, the output among it
};

/// Of every network of which it is known, in the last window of time that was solved: of those whose slopes stay as
/// they are, or multiply the rows of dense layers and are all that adapts. Sums of functions have no such V.
std::vector<SlopeConditioning> slope_conditioning(const Solution& solution);

/// At a step.
struct ConditioningRow {
  std::uint64_t step = 0;
  std::vector<SlopeConditioning> networks;
};

/// At these steps, in their order, each once, as far as training has come, and at its last step. Throws as `snapshots`
/// does.
std::vector<ConditioningRow> conditioning_along(const std::vector<std::uint64_t>& steps, const Solution& solution,
                                                const Snapshots& snapshots);

/// conditioning.csv: step,layer,condition; layer 0 is the whole of G; with several networks also `network`, last.
/// Throws WorldFailure.
void write_conditioning(const std::filesystem::path& file, const Problem& problem,
                        const std::vector<ConditioningRow>& rows);

}  // namespace ansatz
