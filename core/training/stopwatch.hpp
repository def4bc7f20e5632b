// The seconds of a run that stops and goes on.
#pragma once

#include <chrono>

namespace ansatz {

class Stopwatch {
 public:
  /// `before`: what was measured before.
  explicit Stopwatch(double before = 0) : before_(before) {}

  void start() {
    started_ = Clock::now();
    running_ = true;
  }
  void stop() {
    before_ = seconds();
    running_ = false;
  }
  double seconds() const {
    return before_ + (running_ ? std::chrono::duration<double>(Clock::now() - started_).count() : 0);
  }

 private:
  using Clock = std::chrono::steady_clock;
  double before_;
  Clock::time_point started_;
  bool running_ = false;
};

}  // namespace ansatz
