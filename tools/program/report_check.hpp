// What a run's result.json says of how it ended and whether its answer holds, as parts of its report.
//
// Figures come from the checkpoint, which knows how far training came; this comes from result.json alone: it was found
// when the run was over, against the points that it was trained on. Read next: report_of.cpp.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "report/page.hpp"

namespace ansatz::cli {

// `result`: report_facts.hpp gives it; null where the run is still going on, or was broken off.

/// "finished", or what a run without a result is. Throws WorldFailure where it is damaged: it says no status.
std::string status_of(const nlohmann::ordered_json& result);
/// "doubtful: u = 0 solves all that is stated"; empty where nothing was checked.
std::string verdict_of(const nlohmann::ordered_json& result);

/// Conditions at fresh points, checks, what the run did of its own accord; those that have rows.
std::vector<report::Table> check_tables(const nlohmann::ordered_json& result);

}  // namespace ansatz::cli
