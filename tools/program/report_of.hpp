// The report of a run: everything that its page shows, from what the run left in its folder.
//
// Figures are those that the problem's `plot` statements ask for, or the usual ones of such a problem. Read next:
// report/page.hpp, which makes the file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ansatz/core/figure.hpp"
#include "report/page.hpp"
#include "run_of.hpp"

namespace ansatz::cli {

struct RunFigure {
  std::string name;     // of a file: "heatmap", "slice-2"
  std::string heading;  // its title, or what its kind shows
  std::string section;
  figures::Figure figure;
};

/// What a plot without a title is called: "Heatmap of u and v".
std::string heading_of(const Plot& plot, const Problem& problem);

/// Throws UserError where a plot shows a step of which nothing was kept.
std::vector<RunFigure> figures_of(const FinishedRun& run);

report::Report report_of(const FinishedRun& run, const std::vector<RunFigure>& figures);

/// Writes RUN/report.html and returns its path. Throws WorldFailure as well.
std::filesystem::path write_report(const FinishedRun& run, const std::vector<RunFigure>& figures);

}  // namespace ansatz::cli
