// What a checkpoint belongs to, as one number.
//
// It covers what a state must have in common with the run that goes on from it: the loss as an expression, the points,
// the parameters, the methods of the stages, the precision, the back end, the windows of time. It leaves out the
// numbers of the stages, so that a run can be prolonged or rescued by another rate, and the number of threads, which
// makes no difference.
#pragma once

#include <cstdint>

#include "loss/loss.hpp"

namespace ansatz {

std::uint64_t fingerprint(const Problem& problem, const Loss& loss);

}  // namespace ansatz
