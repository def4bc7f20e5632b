// Stacks of layers in which two columns U and V of what comes into the stack go around every layer. Each is one entry
// of `layers`, and replaces a list of `dense` and `act`:
//
//   layers = [gated(20, blocks = 3)]                the modified perceptron
//   layers = [dense(20), pirate(blocks = 3)]        PirateNet: as wide as what comes in
#pragma once

#include <cstdint>
#include <memory>

#include "ansatz/core/layer.hpp"

namespace ansatz {

/// h = sigma(W_1 x + b_1), then `blocks` times h <- (1 - z) U + z V, where z = sigma(W h + b), U = sigma(W_u x + b_u)
/// and V = sigma(W_v x + b_v). Source: `method_of`.
struct Gated {
  std::uint32_t neurons = 24;  // 1 .. 1e4
  std::uint32_t blocks = 3;    // 1 .. 1000
};

/// `blocks` times h <- skip y + (1 - skip) h, where y = sigma(W_3 g + b_3), g is (1 - z) V + z U with z = sigma(W_2 f +
/// b_2), and f the same with z = sigma(W_1 h + b_1). `skip`, one number a block, starts at 0: the network is linear in
/// what comes in, and grows deep while it is trained. The last layer starts like any other: that it is fitted to data
/// first, as in the paper, is left out. Source: `method_of`.
struct Pirate {
  std::uint32_t blocks = 3;  // 1 .. 1000
};

std::shared_ptr<const LayerMethod> method_of(const Gated&);
std::shared_ptr<const LayerMethod> method_of(const Pirate&);

}  // namespace ansatz
