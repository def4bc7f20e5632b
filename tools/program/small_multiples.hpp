// What configurations found, side by side: every plot of the problem, one panel a configuration.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compare/comparison.hpp"
#include "report_of.hpp"
#include "run_of.hpp"

namespace ansatz::cli {

/// The run of a configuration whose value is the median, the lower of two.
struct Representative {
  std::string name;   // of the configuration
  std::string label;  // of the run
  FinishedRun run;
};

/// Of at most `most` configurations, those of the lowest medians of the first quantity, in their order. A run that
/// cannot be loaded is left out, and `notes` says why.
std::vector<Representative> representatives(const compare::Comparison& comparison, std::size_t most,
                                            std::optional<int> threads, std::vector<std::string>& notes);

/// A figure for each plot that the problem names, but for where its conditions hold; where it names none the solution,
/// its error and the slopes. Scales and colours are the same in all panels that show the same. Maps are coarser than
/// those of a report.
std::vector<RunFigure> small_multiples(const std::vector<Representative>& shown, std::vector<std::string>& notes);

}  // namespace ansatz::cli
