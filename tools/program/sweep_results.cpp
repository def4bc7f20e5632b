#include "sweep_results.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "ansatz/core/results.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

compare::Status status_called(const std::string& name) {
  for (const compare::Status status :
       {compare::Status::finished, compare::Status::interrupted, compare::Status::diverged})
    if (name == compare::name_of(status)) return status;
  return compare::Status::missing;
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

RunResult result_in(const fs::path& folder) {
  std::error_code unreadable;
  if (!fs::is_regular_file(folder / "result.json", unreadable)) return {};
  try {
    const Json json = Json::parse(read_whole(folder / "result.json"));
    RunResult result{status_called(json.at("status").get<std::string>()), "", numbers_of(json),
                     json.at("seconds").get<double>()};
    if (result.status != compare::Status::finished) result.reason = json.at("reason").get<std::string>();
    return result;
  } catch (const Json::exception&) {  // damaged: as if it were not there
    return {};
  }
}

compare::Plan compared_plan(const SweepPlan& plan, const fs::path& runs, const std::vector<RunResult>& results) {
  compare::Plan compared;
  for (const dsl::SweepAxis& axis : plan.axes)
    if (!axis.is_seed()) compared.axes.push_back(axis.key);
  for (const Combination& combination : plan.combinations) {
    const std::string& label = plan.runs[combination.run].label;
    const RunResult& result = results[combination.run];
    compare::Entry entry{label, runs / label, {}, "", result.status, result.reason};
    for (std::size_t i = 0; i < plan.axes.size(); ++i) {
      if (plan.axes[i].is_seed())
        entry.seed = combination.values[i];
      else
        entry.values.push_back(combination.values[i]);
    }
    compared.entries.push_back(std::move(entry));
  }
  return compared;
}

}  // namespace ansatz::cli
