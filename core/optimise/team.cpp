#include "ansatz/core/optimise/team.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>
#include <string>
#include <thread>

#ifdef __linux__
#include <sched.h>
#endif

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/program.hpp"

namespace ansatz {
namespace {

/// Processors that this process may run on: of a batch system, of taskset. The standard
/// library counts those of the machine.
int allowed_processors() {
#ifdef __linux__
  cpu_set_t allowed;  // of the first 1024 processors; on larger machines the call is refused
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
#endif
  return static_cast<int>(std::thread::hardware_concurrency());
}

/// Processors whose time this container is granted: quota / period of the control group, of version 2 or 1 (Linux
/// kernel, "Control Group v2", cpu.max; "CFS Bandwidth Control"). None where it is not bounded, or nothing is told.
std::optional<double> granted_processors() {
  double quota = 0, period = 0;
  if (std::ifstream("/sys/fs/cgroup/cpu.max") >> quota >> period) return quota / period;  // "max" is no number
  std::ifstream("/sys/fs/cgroup/cpu/cpu.cfs_quota_us") >> quota;                          // -1: not bounded
  std::ifstream("/sys/fs/cgroup/cpu/cpu.cfs_period_us") >> period;
  if (quota > 0 && period > 0) return quota / period;
  return std::nullopt;
}

}  // namespace

int worker_count(int asked) {
  constexpr int most = 1024;  // more is a slip of the keyboard, and would take memory for each
  if (asked < 0 || asked > most)
    throw UserError(fmt::format("the number of threads must be from 1 to {}, or 0 for all; it is {}", most, asked));
  if (asked > 0) return asked;
  int all = allowed_processors();
  // Threads that use up a quota early are stopped until the next period, all at once.
  if (const auto granted = granted_processors()) all = std::min(all, static_cast<int>(std::ceil(*granted)));
  return std::clamp(all, 1, most);
}

optimise::Team optimise::team_of(ad::Workers& workers) {
  return [&workers](std::size_t parts, const std::function<void(std::size_t)>& part) { workers.for_each(parts, part); };
}

}  // namespace ansatz
