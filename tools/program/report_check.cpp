#include "report_check.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::cli {
namespace {

using Json = nlohmann::ordered_json;

/// A number in short; null stands for one that is none.
std::string number(const Json& value) { return value.is_number() ? fmt::format("{:.3e}", value.get<double>()) : ""; }

std::string place(const Json& at) {
  std::string text;
  for (const auto& [coordinate, value] : at.items())
    text += fmt::format("{}{} = {:.4g}", text.empty() ? "" : ", ", coordinate, value.get<double>());
  return text;
}

report::Table conditions(const Json& check) {
  report::Table table{"Residuals at fresh points",
                      {"condition", "points", "mean square", "trained on", "of its terms", "largest", "at"},
                      {}};
  for (const auto& [name, of] : check.at("conditions").items())
    table.rows.push_back({name, fmt::format("{}", of.at("points").get<std::uint64_t>()), number(of.at("mean_square")),
                          number(of.at("trained")), number(of.at("relative")), number(of.at("largest")),
                          place(of.at("at"))});
  return table;
}

report::Table promises(const Json& check) {
  report::Table table{"Checks", {"check", "holds", "off by", "tolerance", "at"}, {}};
  for (const auto& [name, of] : check.at("checks").items())
    table.rows.push_back({name, of.at("holds").get<bool>() ? "yes" : "no", number(of.at("off")),
                          number(of.at("tolerance")), place(of.at("at"))});
  return table;
}

report::Table log(const Json& result) {
  report::Table table{"Log", {"step", "what happened"}, {}};
  if (result.contains("log"))
    for (const Json& event : result["log"])
      table.rows.push_back(
          {fmt::format("{}", event.at("step").get<std::uint64_t>()), event.at("text").get<std::string>()});
  return table;
}

}  // namespace

std::string status_of(const Json& result) {
  if (result.is_null()) return "running, or broken off,";
  if (result.contains("status") && result["status"].is_string()) return result["status"].get<std::string>();
  throw WorldFailure("result.json is damaged: it says no status");
}

std::string verdict_of(const Json& result) {
  if (result.is_null() || !result.contains("check")) return {};
  return fmt::format("{}: {}", result.at("verdict").get<std::string>(),
                     result["check"].at("reason").get<std::string>());
}

std::vector<report::Table> check_tables(const Json& result) {
  if (result.is_null() || !result.contains("check")) return {};
  std::vector<report::Table> tables{conditions(result["check"]), promises(result["check"]), log(result)};
  std::erase_if(tables, [](const report::Table& table) { return table.rows.empty(); });
  return tables;
}

}  // namespace ansatz::cli
