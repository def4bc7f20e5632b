// The page of a run on images: curves of loss and accuracy over the epochs, slopes, layers, and what to cite.
#pragma once

#include <filesystem>
#include <string>

#include "ansatz/core/classification.hpp"
#include "report/page.hpp"

namespace ansatz::cli {

/// Of the run in a folder, where problem.pde and result.json stand.
report::Report images_report(const std::filesystem::path& folder, const Classification& problem,
                             const ClassificationOutcome& outcome);

}  // namespace ansatz::cli
