// How long a run may take, before it starts: a few steps of every stage are taken and timed, and nothing of them kept.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz::cli {

struct StageTime {
  std::string stage;        // "lm"
  std::uint64_t steps = 0;  // that it has at most, in all windows of time
  double seconds = 0;       // of one, as it begins; of `auto`, of one of those that it ends with
};

/// Takes steps of each stage from the start of training, three at least and for about a third of a second.
/// Throws as Solver does.
std::vector<StageTime> time_steps(const Problem& problem);

/// "about 1 min 20 s at most: 500 steps of lm at 0.16 s".
std::string shown_times(const std::vector<StageTime>& times);

}  // namespace ansatz::cli
