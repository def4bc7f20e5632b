// How much memory this process can still get, by whoever has a say: the machine, the control groups that the process is
// in, and limits such as `ulimit -v`.
#pragma once

#include <filesystem>
#include <limits>
#include <string>

namespace ansatz::cli {

struct FreeMemory {
  double bytes = std::numeric_limits<double>::infinity();  // infinite where nobody says anything
  std::string whose;                                       // "free on this machine", for messages
};

/// The least of what all of them leave. `root`: where /proc and /sys stand, for tests.
FreeMemory free_memory(const std::filesystem::path& root = "/");

}  // namespace ansatz::cli
