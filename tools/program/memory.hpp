// The memory that a run will take, before it starts: said where it is much, and a run that cannot fit is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/memory.hpp"
#include "free_memory.hpp"

namespace ansatz::cli {

/// "640 KiB", "12 MiB", "3.4 GiB".
std::string shown_bytes(double bytes);

/// "8GB", "500 MiB": a positive number with a unit, by 1000 or by 1024; nothing where it is neither.
std::optional<double> parse_bytes(std::string_view text);

/// "about 3.4 GiB (program 28 MiB, points 3.3 GiB, network 1.2 MiB, adam 24 KiB)".
std::string shown_memory(const std::vector<MemoryPart>& parts);

/// For the line that a run begins with: "; about 3.4 GiB of memory", nothing where it is little.
std::string memory_note(const std::vector<MemoryPart>& parts);

/// What `--memory-limit` says: nothing (as much as is free), "none", or a size.
/// Throws WorldFailure where the parts need more: how much, how much there is, and what makes it less.
void require_memory(const std::vector<MemoryPart>& parts, const std::string& limit, const FreeMemory& free);

}  // namespace ansatz::cli
