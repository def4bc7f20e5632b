// The checkpoints of a run: the newest, and the one before it, which serves where the newest is damaged.
#pragma once

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

namespace ansatz::cli {

/// Whether a run has left one in the folder.
bool has_checkpoint(const std::filesystem::path& folder);

/// Writes the newest by `save`; what was the newest becomes the one before it. At no moment is there none. Throws
/// WorldFailure.
void save_checkpoint(const std::filesystem::path& folder,
                     const std::function<void(const std::filesystem::path& file)>& save);

/// Calls `use` with the newest that it can use: with the one before where the newest throws WorldFailure, OtherProblem
/// or std::bad_alloc. Returns what there is to say of that, empty or a line. Where it can use neither it throws
/// OtherProblem or WorldFailure, as `use` did of the newest, and says what is wrong with both.
std::string use_checkpoint(const std::filesystem::path& folder,
                           const std::function<void(const std::filesystem::path& file)>& use);

/// Removes the newest where it was found to be of no use, so that it never takes the place of the one before it.
void discard_newest(const std::filesystem::path& folder);

/// When the next one is due while training goes on: the first after a second, and then after twice as long each time,
/// until they are as far apart as they shall be. So a run that is killed early loses little as well.
class CheckpointPace {
 public:
  using Clock = std::chrono::steady_clock;
  using Seconds = std::chrono::duration<double>;

  CheckpointPace(Seconds apart, Clock::time_point start)
      : apart_(apart), gap_(std::min(Seconds(1), apart)), last_(start) {}

  bool due(Clock::time_point now) const { return now - last_ >= gap_; }
  void saved(Clock::time_point now) {
    last_ = now;
    gap_ = std::min(2 * gap_, apart_);
  }

 private:
  Seconds apart_, gap_;
  Clock::time_point last_;
};

}  // namespace ansatz::cli
