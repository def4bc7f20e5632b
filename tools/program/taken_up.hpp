// A run that goes on with other settings than it began with: what differs, and a problem.pde that says so.
//
// The resolved problem repeats a run only where all of it was made with these settings. So every change stands above
// it, in comments: "# After step 120: `lr = 1e-4` in place of `lr = 1e-3`."
#pragma once

#include <cstdint>
#include <string>

namespace ansatz::cli {

struct TakenUp {
  std::string text;  // of problem.pde
  std::string said;  // a line for people; empty where nothing differs
};

/// `before`: the problem.pde that was there; `resolved`: the problem as it goes on after this step.
TakenUp take_up(const std::string& before, const std::string& resolved, std::uint64_t step);

}  // namespace ansatz::cli
