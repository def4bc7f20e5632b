// The order in which free values are computed: that of a phase, in runs of one operation.
//
// Any order in which operands come first gives the same bits. Programs of many single numbers (a formula
// written in scalars) run fastest when the same operation is done many times in a row: a run is one loop,
// without a decision at every number.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace ansatz::ad {

struct FreeOrderInput {
  std::span<const std::uint32_t> ids;  // of the values, operands first
  std::function<std::span<const std::uint32_t>(std::uint32_t id)> operands;
  std::function<std::uint32_t(std::uint32_t id)> kind;  // values of one kind, below `kinds`, should follow each other
  std::uint32_t kinds;
};

/// The ids in a new order: of the values whose operands are there, always all of one kind, and with them those of that
/// kind that this makes ready; then all of the kind of which most are ready.
std::vector<std::uint32_t> in_runs(const FreeOrderInput& input);

}  // namespace ansatz::ad
