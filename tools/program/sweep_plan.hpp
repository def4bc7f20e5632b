// The runs of a sweep: every combination of the values of its axes, compiled before anything is run.
//
// Combinations in which the problem is the same share one run: where the resolved text is equal, and a parameter that
// the problem does not speak of does not count (with `adaptive = fixed` nothing depends on `n`).
//
// Read next: sweep.cpp (what is done with a plan).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "ansatz/dsl/compile.hpp"
#include "compilation.hpp"

namespace ansatz::cli {

struct Combination {
  std::vector<std::string> values;  // one for each axis
  std::size_t run = 0;              // of `SweepPlan::runs`
};

struct PlannedRun {
  std::string label;             // the name of its folder
  std::string title;             // the same for people
  dsl::Compilation compilation;  // what its folder needs of it, without the problem
  std::size_t first = 0;         // the first of the combinations that it is of
};

struct SweepPlan {
  std::filesystem::path source;  // the file
  std::vector<dsl::SweepAxis> axes;
  std::vector<Combination> combinations;  // in the order of the file, the last axis fastest
  std::vector<PlannedRun> runs;

  /// "adaptive = fixed, n = 2": what a combination sets.
  std::string describe(std::size_t combination) const;
};

/// Plans the sweep of a file that was compiled with these options. Throws UserError, with its diagnostics shown, where
/// a combination does not compile.
SweepPlan plan_sweep(const std::filesystem::path& file, const ProblemOptions& options, const dsl::Sweep& sweep);

}  // namespace ansatz::cli
