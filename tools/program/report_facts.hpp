// What the page of a run says in words beside figures and tables: how to repeat it, on what it ran, what to cite.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "report/page.hpp"
#include "run_of.hpp"

namespace ansatz::cli {

/// result.json as the run left it; null where it has not ended. Throws WorldFailure where the file is damaged.
nlohmann::ordered_json result_of(const FinishedRun& run);

std::vector<report::FactGroup> facts_of(const FinishedRun& run);

/// Ansatz and what it stands on, then the works behind the methods that the run used.
std::vector<report::Citation> works_of(const FinishedRun& run);

}  // namespace ansatz::cli
