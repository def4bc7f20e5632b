// What a sweep says: its plan, a line for each run that ends, how far it is, and a table at the end. Pure functions;
// what writes the lines and when is sweep_runner.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sweep_plan.hpp"
#include "sweep_results.hpp"

namespace ansatz::cli {

/// A row a combination: its number, the label of its run or the first combination that shares it, its values.
std::string plan_table(const SweepPlan& plan);

/// "30 combinations, 20 runs": how many there are.
std::string counts(const SweepPlan& plan);

/// "finished   error u 1.2e-02   8.3 s", "failed: out of memory".
std::string outcome_text(const RunResult& result);

/// "[ 12/120] adaptive=fixed seed=3   error u 1.2e-02   8.3 s": the `ended`-th of `all` runs that ended.
std::string ended_line(const PlannedRun& run, const RunResult& result, std::size_t ended, std::size_t all,
                       std::size_t title_width);

/// A run at work, as far as it has said.
struct RunAtWork {
  std::string title;
  std::string step, loss;  // "step 120/1000", "loss 1.2e-03"; empty before it says anything
  double part = 0;         // of its steps, from 0 to 1
};
/// What the last line about training in the log of a run says; its title is left empty.
RunAtWork last_said(std::string_view log);

/// How far a sweep is.
struct SweepProgress {
  std::vector<RunAtWork> at_work;
  std::size_t to_begin = 0;  // runs
  std::optional<double> seconds_left;
  bool ending = false;  // no more are begun, and those at work write their files
};
/// "2 at work   103 to begin   about 12 min 10 s", and below a line for each run at work; of at most `width` columns,
/// and at most `rows` lines.
std::vector<std::string> progress_lines(const SweepProgress& progress, std::size_t width, std::size_t rows);

/// How many runs ended in which way.
std::string results_summary(const std::vector<RunResult>& results);

}  // namespace ansatz::cli
