// What the page of a run says in words beside figures and tables: how to repeat it, on what it ran, what to cite.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "ansatz/core/classification.hpp"

#include "report/page.hpp"
#include "run_of.hpp"

namespace ansatz::cli {

/// result.json as the run in a folder left it; null where it has not ended. Throws WorldFailure where the file is
/// damaged.
nlohmann::ordered_json result_of(const std::filesystem::path& folder);
nlohmann::ordered_json result_of(const FinishedRun& run);

std::vector<report::FactGroup> facts_of(const FinishedRun& run);
/// How to repeat any run, and on what it ran. `run`: what it is called in all its files; may be empty.
std::vector<report::FactGroup> facts_of(const Compute& compute, const std::string& run,
                                        const nlohmann::ordered_json& result);

/// Ansatz and what it stands on, then the works behind the methods that the run used.
std::vector<report::Citation> works_of(const FinishedRun& run);
std::vector<report::Citation> works_of(const Classification& problem);

}  // namespace ansatz::cli
