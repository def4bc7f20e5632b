// A comparison as figures: how errors fall over the steps, and where they end.
#pragma once

#include <cstddef>

#include "ansatz/core/figure.hpp"
#include "compare/comparison.hpp"

namespace ansatz::compare {

enum class Along { steps, seconds };

/// A panel for each quantity and for the loss: the median over the seeds at each step, with a band from quartile to
/// quartile, a line for each of the `most` configurations of the lowest medians. What a run has at a step is the last
/// value that it knew. Along `seconds` each step stands where the median of the runs' times was. Without panels where
/// no run has a history.
figures::Figure curves_figure(const Comparison& comparison, Along along, std::size_t most);

/// A panel for each quantity: the final values of all runs that finished, a row for each configuration, and the
/// medians.
figures::Figure spread_figure(const Comparison& comparison);

}  // namespace ansatz::compare
