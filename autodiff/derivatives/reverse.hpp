// The steps of reverse mode that the sweep of `vjp` and that of `point_gradients` have in common.
#pragma once

#include <span>
#include <vector>

#include "derivatives/sensitivity.hpp"

namespace ansatz::ad {

/// Whether the cotangent of a free value used at points is summed over the points, or stays a value at points.
enum class FreeCotangent { summed, at_points };

/// What node y, whose cotangent is known, hands back to its operand i; of the operand's shape but for the
/// axis, or one that repeats to it.
Expr contribution(Expr y, Expr cotangent, std::size_t i, FreeCotangent free_cotangent);

/// Adds up, at least one; those of single rows are put in place together (total.cpp).
Expr total(const std::vector<Expr>& contributions);

/// By node number: whether it depends on one of `inputs`. Others receive no cotangent. `ids` ascend.
std::vector<char> depends_on(std::span<const Expr> inputs, std::span<const std::uint32_t> ids, const Graph& graph);

}  // namespace ansatz::ad
