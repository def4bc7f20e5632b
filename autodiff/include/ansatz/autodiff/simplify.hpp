// Simplification: the same values for less work.
//
// Local identities (x + 0, x * 1, constant folding, x - x, ...) are applied when a node is made, so no pass
// is needed for them. What needs the whole picture, namely who else uses a node, is done here.
#pragma once

#include <span>
#include <vector>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

/// Pulls linear operations out of sums wherever nothing else needs the separate terms:
///     W a + W b  -> W (a + b)        f*a + f*b -> f*(a + b)        c*(W a) -> W (c a)
/// For a residual linear in its highest derivatives this merges their streams: u_t - nu*u_xx propagates one
/// second-order stream, a Laplacian in d dimensions d + 2 in place of 2 d + 1. A coefficient c may vary from point
/// to point where it takes a whole stream along, as in u_t - k(x)*u_xx. Free factors of a product W a, such as the
/// slopes of adaptive activations, are multiplied into W. Values stay the same up to rounding.
///
/// Call it on forward derivatives, all outputs together (uses are counted over them), before the reverse pass.
std::vector<Expr> collapse(std::span<const Expr> outputs);

}  // namespace ansatz::ad
