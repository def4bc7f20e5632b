// The Fisher matrix of a classifier at the start, block by block: each layer's as a Kronecker product of two small
// ones.
//
// For a dense layer of n inputs and m outputs, over a batch of B images, with a = [1, input] and g the derivative of
// the mean loss of the batch by what the layer gives:
//
//   A = a^T a / B,  G = g^T g / B              eigenvalues of the block: all products of one of A and one of G
//   X^T X / B,      G = g^T g / (B T)          of a convolution with T places; rows of X: [1, what the window sees]
//
// Labels are drawn from what the network predicts, which makes it a Fisher matrix. AQuaSurF (arXiv 2301.05785) computes
// something near: `KroneckerRules::aquasurf` does as its program does. Slopes do not adapt.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "ansatz/core/classification.hpp"
#include "ansatz/core/search/operators.hpp"

namespace ansatz::search {

struct KroneckerRules {
  bool labels_of_the_data = false;  // the "empirical" matrix, which is that of no distribution
  bool divided_by_inputs = false;   // A of dense layers by n + 1 in the place of B: a constant shift of each layer
  bool without_zeros = false;       // eigenvalues that are not positive are left out; else they count as `floor`
  double floor = 1e-16;             // times the largest eigenvalue of the factor

  /// As AQuaSurF's program.
  static KroneckerRules aquasurf() { return {true, true, true, 0}; }
};

struct LayerSpectrum {
  std::string layer;           // the name of its weights: "network/W1"
  std::size_t weights = 0;     // (n + 1) m
  std::vector<double> logs{};  // of the eigenvalues of its block, in descending order; `weights` of them, or less
};

/// Of every layer with weights, in their order, with `activation` in the place of the network's own, on the first
/// `batch` images of the first epoch. Throws UserError where the problem makes no sense; where something is not finite
/// the spectrum of the layer is empty.
std::vector<LayerSpectrum> kronecker_spectrum(const Classification& problem, const Function& activation,
                                              std::size_t batch, const KroneckerRules& rules = {});

/// The feature that AQuaSurF makes of it: the cumulative histograms (distances.hpp) of all layers, one after another,
/// but for those of less than 200 weights, which have no bins.
std::vector<double> histogram_feature(std::span<const LayerSpectrum> layers);

}  // namespace ansatz::search
