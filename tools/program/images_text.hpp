// What is said of a training on images, as text. Pure functions.
#pragma once

#include <string>

#include "ansatz/core/classification.hpp"

namespace ansatz::cli {

/// "epoch  3/50   loss 1.234e-01  97.1 %   test 2.345e-01  93.6 %   1.4 s an epoch   1 min 05 s left". `first`: the
/// row that this process began with.
std::string epoch_line(const EpochRow& row, const EpochRow& first);

/// How it ended: loss and accuracy of both sets, as trained and in use, and the slopes.
std::string summary(const ClassificationOutcome& outcome);

}  // namespace ansatz::cli
