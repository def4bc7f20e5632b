// A training as it is shown while it runs: from what is known of it to lines of text. Pure functions; what writes the
// lines and when is progress.hpp.
//
// Nothing is cut: an item that does not fit is left out whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/train.hpp"
#include "loss_curve.hpp"

namespace ansatz::cli {

/// What is known of a training.
struct TrainingView {
  Progress latest;
  std::vector<FieldError> errors;  // the last that were computed
  std::uint64_t errors_step = 0;   // the step that they are of
  std::vector<SlopeStatistics> slopes;
  std::vector<std::string> unknowns;  // names, of `latest.unknowns`
  std::vector<LossPoint> curve;       // the loss of every row so far
  std::optional<double> steps_per_second;
};

constexpr std::size_t any_width = std::numeric_limits<std::size_t>::max();

/// "step  400/2000   loss 3.210e-02   error u 4.50e-01 at step 300   163 steps/s   10 s left", at most `width` columns:
/// of the items those that fit, the step and the loss before others. Speed and time left only where they are known.
std::string progress_line(const TrainingView& view, std::size_t width);

/// The step, the speed and the time left; the curve of the loss; the loss with its terms, errors, slopes, unknowns. At
/// most `height` lines of at most `width` columns; one line, `progress_line`, where there are fewer than 50 columns or
/// 10 lines.
std::vector<std::string> training_block(const TrainingView& view, std::size_t width, std::size_t height, Glyphs glyphs);

/// What is left standing at the end, when the summary says the rest: the curve and the progress line.
std::vector<std::string> final_block(const TrainingView& view, std::size_t width, std::size_t height, Glyphs glyphs);

}  // namespace ansatz::cli
