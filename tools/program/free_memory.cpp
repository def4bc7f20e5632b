// Files of the system that cannot be read say nothing: then nobody is refused anything.
#include "free_memory.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

constexpr double kib = 1024;

/// The number that stands alone in a file; none where there is a word, such as `max`.
std::optional<double> number_in(const fs::path& file) {
  std::ifstream in(file);
  double number = 0;
  return in >> number ? std::optional(number) : std::nullopt;
}

/// The number behind a name at the start of a line.
std::optional<double> number_after(const fs::path& file, std::string_view name) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(name)) continue;
    std::istringstream rest(line.substr(name.size()));
    double number = 0;
    if (rest >> number) return number;
  }
  return std::nullopt;
}

void take_less(FreeMemory& least, std::optional<double> bytes, const char* whose) {
  if (bytes && *bytes < least.bytes) least = {std::max(0.0, *bytes), whose};
}

std::optional<double> of_machine(const fs::path& root) {
  const fs::path file = root / "proc/meminfo";
  const std::optional<double> available = number_after(file, "MemAvailable:");
  if (!available) return std::nullopt;
  return kib * (*available + number_after(file, "SwapFree:").value_or(0));
}

/// What one control group leaves; the pages of files that it holds can be taken from it.
std::optional<double> of_group(const fs::path& group, const char* limit, const char* usage, std::string_view files) {
  const std::optional<double> most = number_in(group / limit), used = number_in(group / usage);
  if (!most || !used) return std::nullopt;
  return *most - *used + number_after(group / "memory.stat", files).value_or(0);
}

/// Of the groups that the process is in, and of those that they are in: version 2 has one tree, version 1 one of its
/// own for memory.
void take_groups(FreeMemory& least, const fs::path& root) {
  std::ifstream in(root / "proc/self/cgroup");
  for (std::string line; std::getline(in, line);) {
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (first == line.npos || second == line.npos) continue;
    const std::string kind = line.substr(first + 1, second - first - 1);
    if (!kind.empty() && kind != "memory") continue;
    const fs::path tree = root / "sys/fs/cgroup" / (kind.empty() ? "" : "memory");
    fs::path path = fs::path(line.substr(second + 1)).relative_path();
    for (;; path = path.parent_path()) {
      const fs::path group = tree / path;
      take_less(least,
                kind.empty()
                    ? of_group(group, "memory.max", "memory.current", "inactive_file ")
                    : of_group(group, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file "),
                "free in its control group");
      if (path.empty()) break;
    }
  }
}

/// Below a limit of addresses stands what the process has of them already.
std::optional<double> of_addresses(const fs::path& root) {
  rlimit limit{};
  const std::optional<double> pages = number_in(root / "proc/self/statm");
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || !pages) return std::nullopt;
  return static_cast<double>(limit.rlim_cur) - *pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

FreeMemory free_memory(const fs::path& root) {
  FreeMemory least;
  take_less(least, of_machine(root), "free on this machine");
  take_groups(least, root);
  take_less(least, of_addresses(root), "free below the limit of its addresses (ulimit -v)");
  return least;
}

}  // namespace ansatz::cli
