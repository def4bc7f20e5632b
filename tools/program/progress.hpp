// How far training has come, told while it runs: a block that is written over on a terminal (live_view.hpp), a plain
// line now and then elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/train.hpp"
#include "live_view.hpp"
#include "redraw.hpp"

namespace ansatz::cli {

class ProgressDisplay {
 public:
  enum class Style { quiet, plain, live };
  /// `unknowns`: their names. `history`: rows of a run that goes on.
  ProgressDisplay(Style style, std::vector<std::string> unknowns, const std::vector<Progress>& history);

  /// A row of history with its slopes. Errors are computed now and then only; the last known ones are shown.
  void show(const Progress& progress, std::vector<SlopeStatistics> slopes);
  /// A line that stays, above what is written over.
  void say(const std::string& line);
  /// Writes the last state and leaves it standing.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  void take(const Progress& progress);
  bool due() const;
  void write(bool final);

  Style style_;
  TrainingView view_;
  std::optional<Progress> first_;  // of this process: a resumed run does not start at step 0
  std::optional<Clock::time_point> written_;
  std::uint64_t written_step_ = 0;
  RedrawnBlock block_;
};

}  // namespace ansatz::cli
