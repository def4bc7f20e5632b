// What is said where a run takes more than a moment before its first step: while points are placed and programs are
// compiled nothing else tells that it is at work. Ctrl-C ends it then at once: there is nothing to keep.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace ansatz::cli {

/// While one lives; says nothing where what it waits for is done within a second.
class SlowStart {
 public:
  /// `line` is written once, to standard error; empty: nothing is.
  explicit SlowStart(std::string line);
  ~SlowStart();
  SlowStart(const SlowStart&) = delete;
  SlowStart& operator=(const SlowStart&) = delete;

 private:
  void wait(const std::string& line);

  std::mutex guard_;
  std::condition_variable ended_;
  bool over_ = false;
  std::thread waiting_;  // last: it uses the others
};

}  // namespace ansatz::cli
