// What a checkpoint belongs to, as one number.
//
// It covers all that decides how training goes on: the loss as an expression, the points, the parameters, the stages,
// the precision, the back end, the windows of time. It leaves out the number of steps of the last stage, so a run can
// be prolonged, and the number of threads, which makes no difference.
#pragma once

#include <cstdint>

#include "loss/loss.hpp"

namespace ansatz {

std::uint64_t fingerprint(const Problem& problem, const Loss& loss);

}  // namespace ansatz
