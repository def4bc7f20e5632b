// The figures of a page as files that a paper can include: SVG, and PNG that rsvg-convert makes of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report_of.hpp"

namespace CLI {
class App;
}

namespace ansatz::cli {

/// What a command with figures is asked for on its command line.
struct FigureFiles {
  std::string svg, png;         // folders; empty: no such files
  std::optional<double> width;  // mm
  double dpi = 300;

  bool wanted() const { return !svg.empty() || !png.empty(); }
};

void add_figure_options(CLI::App& command, FigureFiles& files);

/// Throws UserError for options that would be ignored.
void require_sense(const FigureFiles& files);

/// Writes NAME.svg and NAME.png of each, and prints their paths. Throws WorldFailure where a file cannot be written, or
/// there is no rsvg-convert.
void write_figures(const FigureFiles& files, const std::vector<RunFigure>& drawings);

}  // namespace ansatz::cli
