// The team of threads behind `Workers`.
//
// A job is one function that every member calls once; the caller is member 0. Between jobs the others first spin, since
// a training loop comes back within microseconds, then sleep. Spinning yields the processor from time to time,
// so that a team larger than the machine makes progress.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "ansatz/autodiff/program.hpp"

namespace ansatz::ad {

struct Workers::Team {
  using Job = void (*)(void* context, int member);

  explicit Team(int count);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  int size() const { return static_cast<int>(threads_.size()) + 1; }
  /// Returns when every member has returned from `job`, which must not throw.
  void run(Job job, void* context);

 private:
  void serve(int member);

  Job job_ = nullptr;
  void* context_ = nullptr;
  std::atomic<bool> stopping_ = false;
  alignas(64) std::atomic<std::uint32_t> round_ = 0;
  alignas(64) std::atomic<int> working_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace ansatz::ad
