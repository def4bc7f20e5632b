// How much memory a run will take, before it starts: so that one that cannot fit is not started in vain.
#pragma once

#include <string>
#include <vector>

#include "ansatz/core/train.hpp"

namespace ansatz::cli {

struct MemoryPart {
  std::string what;  // "points", "programs", "lm"
  double bytes = 0;
};

/// An estimate, part by part, the largest numbers a run holds at one time: it is right to about a factor of two where
/// parts are large, and small parts do not matter.
std::vector<MemoryPart> memory_of(const Solver& solver);

/// "640 KiB", "12 MiB", "3.4 GiB".
std::string shown_bytes(double bytes);

}  // namespace ansatz::cli
