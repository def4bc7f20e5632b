// The time that a run may take, from when it was asked for.
#pragma once

#include <chrono>
#include <optional>

namespace ansatz::cli {

class TimeLimit {
 public:
  /// Nothing: as long as it takes.
  explicit TimeLimit(std::optional<double> seconds) : seconds_(seconds) {}
  bool over() const { return seconds_ && std::chrono::duration<double>(Clock::now() - start_).count() >= *seconds_; }

 private:
  using Clock = std::chrono::steady_clock;
  std::optional<double> seconds_;
  Clock::time_point start_ = Clock::now();
};

}  // namespace ansatz::cli
