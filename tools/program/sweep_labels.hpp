// Names of the runs of a sweep, for their folders: "adaptive-nlaaf-n-n_n-2_seed-3".
//
// A label is made of what the run sets and of nothing else, so that a sweep that has got more values finds the runs
// that it made before. It has letters, digits, `.`, `_` and `-` alone, begins with a letter or digit, and is no longer
// than a file name may be.
#pragma once

#include <string>
#include <vector>

#include "ansatz/dsl/compile.hpp"

namespace ansatz::cli {

/// `set`: what the run sets, in the order of the axes.
std::string label_of(const std::vector<dsl::Override>& set);

/// The same for people: "adaptive=nlaaf(n=n) n=2 seed=3".
std::string title_of(const std::vector<dsl::Override>& set);

/// The label of a run where another run has it: with some digits of a hash of all that is set.
std::string label_apart(const std::vector<dsl::Override>& set);

}  // namespace ansatz::cli
