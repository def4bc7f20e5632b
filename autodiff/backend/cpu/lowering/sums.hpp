// Sums of reductions: G = sum over points of (a1 b1^T) + sum over points of (a2 b2^T) + ... is one sum over points.
//
// A weight gradient arrives from the reverse sweep as a tree of additions with one reduction for each derivative
// stream. All those of one loop get the same target, so that one instruction accumulates them.
#pragma once

#include <map>
#include <vector>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

struct SumPlan {
  /// For a reduction that joins another: the one whose value holds the sum of both.
  std::map<std::uint32_t, std::uint32_t> target;
  /// For the root of a tree of additions that was changed: the nodes whose sum it is.
  std::map<std::uint32_t, std::vector<std::uint32_t>> terms;
};

/// `ids` are all nodes of the program, ascending, `phase` is indexed by node.
SumPlan join_sums(const Graph& graph, const std::vector<std::uint32_t>& ids, const std::vector<std::uint32_t>& outputs,
                  const std::vector<std::uint32_t>& phase);

}  // namespace ansatz::ad
