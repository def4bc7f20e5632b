// Which process holds a folder, as a line in its lock file: "1234 on node7 since 2026-11-29 00:40:12".
#pragma once

#include <string>
#include <string_view>

namespace ansatz::cli {

/// The line of this process, without an end.
std::string this_process();

/// Whether the process of a line is known to be gone: one of this machine that is there no more. One of another machine
/// is never known to be; neither is a line that was not written by `this_process`.
bool is_gone(std::string_view line);

}  // namespace ansatz::cli
