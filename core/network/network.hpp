// Networks with adaptive activations, as expressions. Of the layers that `hidden` stands for:
//
//   h_0 = coordinates, scaled to [-1, 1] over the bounding box of the domain, or features of them (network_inputs.hpp)
//   h_k = sigma(n a^k (W^k h_{k-1} + b^k)),  k = 1 .. D-1          (* elementwise *)
//   fields = W^D h_{D-1} + b^D
//
// Layers one by one: layer_stack.hpp makes them, layer.hpp says what they are.
//
// Jagtap, Kawaguchi, Karniadakis (2020), "Locally adaptive activation functions with slope recovery for deep
// and physics-informed neural networks". The slopes a are trained, as adaptation.hpp says; they start at 1/n, where all
// ways to adapt are the same function. As a slope multiplies the rows of W and b, it is applied to those, once a step,
// and costs nothing per point. The scaling of coordinates is affine: its derivatives are constants.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/problem.hpp"
#include "network/layer_stack.hpp"
#include "network/network_inputs.hpp"
#include "network/parameters.hpp"

namespace ansatz {

class Network {
 public:
  /// Adds the network's parameters. How slopes adapt must be said: `adaptation_of` knows it of those of a problem.
  /// Throws UserError when the description makes no network (no fields, a layer without neurons, n < 1).
  Network(const NetworkSpec& spec, const Domain& domain, std::uint64_t seed, Parameters& parameters);

  /// The fields of the network, a column in the order of `NetworkSpec::fields`, at a column of coordinates.
  ad::Expr operator()(ad::Expr coordinates) const;

  /// What the slopes add to the loss. Nothing when they add none.
  std::optional<SlopeTerm> slope_term() const { return adaptive_ ? adaptive_->term() : std::nullopt; }

  const NetworkSpec& spec() const { return spec_; }
  const NetworkInputs& inputs() const { return inputs_; }
  /// n a of each activation: a free scalar, or a column with an entry a neuron. Empty when slopes are fixed.
  std::span<const ad::Expr> slopes() const { return slopes_; }

 private:
  void add_slopes(Parameters& parameters);

  NetworkSpec spec_;
  NetworkInputs inputs_;
  LayerStack layers_;
  std::unique_ptr<Slopes> adaptive_;  // null when slopes are fixed
  std::vector<ad::Expr> slopes_;      // n a, one expression an activation
};

}  // namespace ansatz
