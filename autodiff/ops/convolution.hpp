// What the operations of a convolution share. Every order of derivative is made of four, closed under transposition:
//
//   conv2d             y = W * x
//   conv2d_transpose   the cotangent of x
//   conv2d_outer_sum   the cotangent of W, summed over the points
//   swap_channels      W as (c, o places) in place of (o, c places)
//
// Nothing is copied into a matrix of windows: rows are addressed through lists, after the indirection buffers of
// XNNPACK (M. Dukhan, The Indirect Convolution Algorithm, 2019, arXiv:1907.02129).
#pragma once

#include "graph/reference_value.hpp"
#include "ops/windows.hpp"

namespace ansatz::ad {

/// The channels on the other side of operand `operand`, free weights of (channels, channels * places); throws UserError
/// where they have not that form.
std::uint32_t other_channels(Graph& graph, const Proposal& proposal, std::size_t operand, std::uint32_t channels,
                             std::uint32_t places);

/// The windows of conv2d, whose attributes are `WindowAttributes`.
Windows convolution_windows(Words attributes);

/// The plain loop: the second operand times every window of the first.
void window_product_reference(const ReferenceCall& call, const Windows& windows);

}  // namespace ansatz::ad
