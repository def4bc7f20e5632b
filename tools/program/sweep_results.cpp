#include "sweep_results.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

RunStatus status_called(const std::string& name) {
  for (const RunStatus status : {RunStatus::finished, RunStatus::interrupted, RunStatus::diverged})
    if (name == name_of(status)) return status;
  return RunStatus::missing;
}

/// null stands for what is not finite.
std::string number(const Json& value) { return value.is_number() ? fmt::format("{:.2e}", value.get<double>()) : "nan"; }

std::string numbers_of(const Json& result) {
  if (!result.contains("error")) return "loss " + number(result.at("loss").at("total"));
  std::string text = "error";
  for (const auto& [field, error] : result["error"].items())
    text += fmt::format("{} {} {}", text == "error" ? "" : ",", field, number(error.at("l2_relative")));
  return text;
}

}  // namespace

std::string_view name_of(RunStatus status) {
  switch (status) {
    case RunStatus::missing: return "missing";
    case RunStatus::interrupted: return "interrupted";
    case RunStatus::diverged: return "diverged";
    case RunStatus::failed: return "failed";
    case RunStatus::finished: return "finished";
  }
  throw InternalFault("a run of a sweep is in a state that has no name");
}

RunResult result_in(const fs::path& folder) {
  std::error_code unreadable;
  if (!fs::is_regular_file(folder / "result.json", unreadable)) return {};
  try {
    const Json json = Json::parse(read_whole(folder / "result.json"));
    RunResult result{status_called(json.at("status").get<std::string>()), "", numbers_of(json),
                     json.at("seconds").get<double>()};
    if (result.status != RunStatus::finished) result.reason = json.at("reason").get<std::string>();
    return result;
  } catch (const Json::exception&) {  // damaged: as if it were not there
    return {};
  }
}

std::vector<SweptCombination> combinations_of(const SweepPlan& plan, const fs::path& runs,
                                              const std::vector<RunResult>& results) {
  std::vector<SweptCombination> all;
  for (const Combination& combination : plan.combinations) {
    const std::string& label = plan.runs[combination.run].label;
    SweptCombination swept{
        label, runs / label, {}, std::nullopt, results[combination.run].status, results[combination.run].reason};
    for (std::size_t i = 0; i < plan.axes.size(); ++i) {
      if (plan.axes[i].is_seed())
        swept.seed = combination.values[i];
      else
        swept.values.push_back({plan.axes[i].key, combination.values[i]});
    }
    all.push_back(std::move(swept));
  }
  return all;
}

}  // namespace ansatz::cli
