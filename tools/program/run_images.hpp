// `ansatz run` of a problem of images. The folder is that of any run (run.cpp), with the columns that
// classification_results.hpp of core says; there is no solution.csv, and nothing to verify.
#pragma once

#include "ansatz/dsl/compile.hpp"
#include "command.hpp"
#include "run_options.hpp"
#include "time_limit.hpp"

namespace ansatz::cli {

/// The problem of images of a compilation that holds one. Returns the exit status.
int run_images(const RunOptions& options, const dsl::Compilation& compilation, const TimeLimit& limit);

}  // namespace ansatz::cli
