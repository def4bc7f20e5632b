// What is said where loss or gradient is no number: in which term, at which point, of which parameters, and what to do.
#pragma once

#include <span>
#include <string>

#include "loss/compiled_loss.hpp"
#include "training/training_data.hpp"

namespace ansatz {

/// `compiled` was evaluated at theta, on the points and weights of `data`. "the loss is inf in `start`, whose residual
/// is inf at x = 0.5, t = 0". Evaluates residuals, which may compile their program.
std::string describe_unsound(const Loss& loss, const CompiledLoss& compiled, TrainingData& data,
                             std::span<const double> theta);

/// What may have caused it and helps, as a sentence; `stage`: whose step led there, null before the first.
std::string advice_on_unsound(const Problem& problem, const TrainingData& data, const Stage* stage);

}  // namespace ansatz
