// A worker's clock: all time since `start` or the last `charge` belongs to the part named next.
#pragma once

#include <chrono>
#include <utility>

#include "ansatz/autodiff/profile.hpp"

namespace ansatz::ad {

class Stopwatch {
 public:
  void start() { last_ = Clock::now(); }
  void charge(Part part) { parts_[static_cast<std::size_t>(part)] += lap(); }
  /// Seconds since then.
  double lap() {
    const auto now = Clock::now();
    return std::chrono::duration<double>(now - std::exchange(last_, now)).count();
  }
  void add(Part part, double seconds) { parts_[static_cast<std::size_t>(part)] += seconds; }
  /// Seconds that a run without a stopwatch would not take.
  void add_extra(double seconds) { extra_ += seconds; }

  const std::array<double, part_names.size()>& parts() const { return parts_; }
  double extra() const { return extra_; }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point last_;
  std::array<double, part_names.size()> parts_{};
  double extra_ = 0;
};

}  // namespace ansatz::ad
