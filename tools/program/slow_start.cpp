#include "slow_start.hpp"

#include <chrono>
#include <utility>

#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::chrono::seconds moment{1};

}  // namespace

SlowStart::SlowStart(std::string line) {
  if (!line.empty()) waiting_ = std::thread([this, line = std::move(line)] { wait(line); });
}

SlowStart::~SlowStart() {
  {
    const std::lock_guard lock(guard_);
    over_ = true;
  }
  ended_.notify_one();
  if (waiting_.joinable()) waiting_.join();
}

void SlowStart::wait(const std::string& line) {
  std::unique_lock lock(guard_);
  if (!ended_.wait_for(lock, moment, [this] { return over_; })) report(line + "\n");
}

}  // namespace ansatz::cli
