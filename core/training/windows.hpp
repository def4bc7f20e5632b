// Windows of time: an evolution problem cut into slices of equal length, each a problem of its own.
//
// A network has to serve all times at once, and what it gets wrong early is wrong ever after; a short slice is an
// easier function, and starts from what the slice before ended at (Wight and Zhao 2021, "sequential" time marching).
// Window k of n is the same problem on [t_k, t_(k+1)]: equations and boundary conditions stay, and initial conditions
// carry on from the window before (loss.hpp). Every evaluation point belongs to exactly one window: t_k <= t < t_(k+1),
// those before the start of time to the first, those at its end to the last. A problem that is not cut is one window.
//
// Read next: run.hpp, which solves them one after another.
#pragma once

#include <cstddef>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "ansatz/core/sampling.hpp"

namespace ansatz {

struct Window {
  Problem problem;                   // on its slice of time
  std::vector<std::size_t> members;  // which of the whole problem's evaluation points lie in it, ascending
  PointSet points;                   // those
};

/// The windows of a problem in the order of time, as many as `Sampling::windows`. Throws UserError where windows do not
/// go with what the problem says, or a condition has no point in one of them.
std::vector<Window> cut(const Problem& problem);

}  // namespace ansatz
