// How many threads a run gets that asks for all: those that find a processor free. On a busy machine more threads are
// slower than fewer, as each waits for the others at every step, and one of them is always waiting for its processor.
//
// Results do not depend on it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ansatz::cli {

/// Threads that could run a moment ago, this one among them, of the text of /proc/loadavg: 3 of "0.7 0.5 0.4 3/512
/// 4711". None where it says nothing.
std::optional<int> running_threads(std::string_view load);

/// Of all processors that the process may use those that nobody computes on, at least 1. Where it may use some of the
/// machine alone, these are taken for free: others may be at work elsewhere.
int free_processors();

/// " (1 of 2 processors is busy)", where so many are free and others are not; empty where all are.
std::string busy_processors(int free);

}  // namespace ansatz::cli
