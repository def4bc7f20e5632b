// How far training has come, told while it runs: one line that is written over on a terminal, a plain line
// now and then elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "ansatz/core/train.hpp"

namespace ansatz::cli {

/// "step 400/2000   loss 3.21e-02   error u 4.5e-01   163 steps/s   10 s left", at most `width` columns;
/// without speed and time left while the speed is unknown.
std::string progress_line(const Progress& progress, std::optional<double> steps_per_second, std::size_t width);

/// "1 h 02 min", "3 min 20 s", "12 s", "0.4 s".
std::string duration(double seconds);

class ProgressDisplay {
 public:
  enum class Style { quiet, plain, live };
  explicit ProgressDisplay(Style style) : style_(style) {}

  /// Errors are computed now and then only; the last known ones are shown.
  void show(const Progress& progress);
  /// Writes the last state and leaves it standing.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  void write();

  Style style_;
  std::optional<Progress> first_;  // of this process: a resumed run does not start at step 0
  std::optional<Progress> latest_;
  std::optional<Clock::time_point> written_;
  std::uint64_t written_step_ = 0;
};

}  // namespace ansatz::cli
