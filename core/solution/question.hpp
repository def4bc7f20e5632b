// A solution answers one question at a time. A formula that asks the solution which is evaluating it would wait for
// itself; it is told so instead.
#pragma once

#include <atomic>
#include <mutex>
#include <thread>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {

/// Who is being answered.
struct Turn {
  std::mutex asking;
  std::atomic<std::thread::id> asker{};  // holds `asking`; no thread's where it is free
};

/// Waits for its turn, and has it as long as it lives. Throws UserError on a thread that has it already.
class Question {
 public:
  explicit Question(Turn& turn) : turn_(turn) {
    if (turn.asker == std::this_thread::get_id())
      throw UserError(
          "a formula asks the solution that is evaluating it; ask it beforehand and let the formula hold the number");
    turn.asking.lock();
    turn.asker = std::this_thread::get_id();
  }
  ~Question() {
    turn_.asker = std::thread::id();
    turn_.asking.unlock();
  }
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;

 private:
  Turn& turn_;
};

}  // namespace ansatz
