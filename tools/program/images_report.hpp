// The page of a run on images: curves of loss and accuracy over the epochs, slopes, layers, and what to cite.
#pragma once

#include <filesystem>
#include <vector>

#include "ansatz/core/classification.hpp"
#include "report/page.hpp"
#include "report_of.hpp"

namespace ansatz::cli {

/// Loss and accuracy, and slopes where there are any, over the epochs.
std::vector<RunFigure> image_figures(const ClassificationOutcome& outcome);

/// Of the run in a folder, where problem.pde and result.json stand.
report::Report images_report(const std::filesystem::path& folder, const Classification& problem,
                             const ClassificationOutcome& outcome);

/// Writes report.html into the folder and returns its path. Throws WorldFailure.
std::filesystem::path write_images_report(const std::filesystem::path& folder, const Classification& problem,
                                          const ClassificationOutcome& outcome);

}  // namespace ansatz::cli
