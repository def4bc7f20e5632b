// A file that is sound and belongs to another problem: what `Solver::restore` and `Solution::load` throw of it.
//
// Whoever has several files to choose from, as a run has its last two checkpoints, tells it from a wrong request by its
// type: another file may be the right one.
#pragma once

#include "ansatz/autodiff/error.hpp"

namespace ansatz {

class OtherProblem : public UserError {
 public:
  using UserError::UserError;
};

}  // namespace ansatz
