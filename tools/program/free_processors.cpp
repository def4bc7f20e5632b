#include "free_processors.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>

#include "ansatz/core/optimise/team.hpp"

namespace ansatz::cli {
namespace {

/// The least of several looks: what runs for a moment alone takes no processor from anybody.
std::optional<int> lasting_threads() {
  constexpr int looks = 5;
  constexpr std::chrono::milliseconds pause{1};
  std::optional<int> least;
  for (int look = 0; look < looks; ++look) {
    if (look > 0) std::this_thread::sleep_for(pause);
    std::string load;
    std::ifstream in("/proc/loadavg");
    std::getline(in, load);
    const std::optional<int> now = running_threads(load);
    if (!now) return std::nullopt;
    least = least ? std::min(*least, *now) : *now;
  }
  return least;
}

}  // namespace

std::optional<int> running_threads(std::string_view load) {
  for (int word = 0; word < 3; ++word) {
    const std::size_t blank = load.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    load.remove_prefix(blank + 1);
  }
  int running = 0;
  const auto [end, failure] = std::from_chars(load.data(), load.data() + load.size(), running);
  const bool whole = failure == std::errc() && end != load.data() + load.size() && *end == '/' && running >= 0;
  return whole ? std::optional(running) : std::nullopt;
}

int free_processors() {
  const int mine = worker_count(0);
  if (mine < sysconf(_SC_NPROCESSORS_ONLN)) return mine;
  const std::optional<int> running = lasting_threads();
  return running ? std::clamp(mine - (*running - 1), 1, mine) : mine;
}

std::string busy_processors(int free) {
  const int all = worker_count(0), busy = all - free;
  return busy > 0 ? fmt::format(" ({} of {} processors {} busy)", busy, all, busy == 1 ? "is" : "are") : "";
}

}  // namespace ansatz::cli
