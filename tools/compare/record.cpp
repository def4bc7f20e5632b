#include "compare/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"

namespace ansatz::compare {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// A number, or null for one that is not finite. Throws what nlohmann does where there is neither.
double number(const Json& json) { return json.is_null() ? none : json.get<double>(); }

Status status_of(const std::string& name) {
  for (const Status status : {Status::finished, Status::interrupted, Status::diverged})
    if (name == name_of(status)) return status;
  throw WorldFailure(fmt::format("`{}` is no status of a run", name));
}

Record record_of(const Json& result) {
  Record record;
  record.status = status_of(result.at("status").get<std::string>());
  record.reason = result.value("reason", "");
  record.verdict = result.value("verdict", "");
  record.seed = result.at("seed").get<std::uint64_t>();
  record.seconds = number(result.at("seconds"));
  record.steps = result.at("steps").get<std::uint64_t>();
  record.parameters = result.at("parameters").get<std::uint64_t>();
  record.loss.value = number(result.at("loss").at("total"));
  if (result.contains("error"))
    for (const auto& [field, error] : result["error"].items())
      record.errors.push_back({field, number(error.at("l2_relative")), {}});
  if (result.contains("unknown_error"))
    for (const auto& [unknown, error] : result["unknown_error"].items())
      record.unknown_errors.push_back({unknown, number(error), {}});
  return record;
}

/// The rows of a table, cell by cell. Quotes are doubled within a quoted cell (RFC 4180).
std::vector<std::vector<std::string>> cells_of(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  bool quoted = false, begun = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!begun) rows.emplace_back().emplace_back();
    begun = true;
    std::string& cell = rows.back().back();
    if (quoted && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"')
      cell += text[++i];
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && text[i] == ',')
      rows.back().emplace_back();
    else if (!quoted && text[i] == '\n')
      begun = false;
    else
      cell += text[i];
  }
  if (begun) rows.pop_back();  // a torn row: the run goes on, or was broken off
  return rows;
}

double number_in(const std::string& cell, std::size_t line) {
  double value = 0;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (read.ec != std::errc() || read.ptr != cell.data() + cell.size())
    throw WorldFailure(fmt::format("line {} has `{}` where a number should stand", line, cell));
  return value;
}

/// Step and seconds are the first two of all columns.
Curve column(const std::vector<std::vector<std::string>>& rows, std::size_t column) {
  Curve curve;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].size() != rows[0].size())
      throw WorldFailure(fmt::format("line {} has {} cells for {} columns", i + 1, rows[i].size(), rows[0].size()));
    if (rows[i][column].empty()) continue;
    curve.steps.push_back(number_in(rows[i][0], i + 1));
    curve.seconds.push_back(number_in(rows[i][1], i + 1));
    curve.values.push_back(number_in(rows[i][column], i + 1));
  }
  return curve;
}

void read_curves(const fs::path& file, Record& record) {
  const auto rows = cells_of(read_whole(file));
  if (rows.empty()) return;
  // A condition may bear the name of a column: errors stand behind the terms, and so the last of a name is meant.
  const auto curve = [&](const std::string& name) {
    const auto found = std::find(rows[0].rbegin(), rows[0].rend(), name);
    if (found == rows[0].rend()) throw WorldFailure(fmt::format("there is no column `{}`", name));
    return column(rows, static_cast<std::size_t>(std::distance(found, rows[0].rend())) - 1);
  };
  constexpr std::size_t loss_column = 2;
  if (rows[0].size() <= loss_column) throw WorldFailure("there are no columns `step`, `seconds`, `loss`");
  record.loss.curve = column(rows, loss_column);
  for (Measured& error : record.errors) error.curve = curve("l2_relative_" + error.name);
  for (Measured& error : record.unknown_errors) error.curve = curve("relative_error_" + error.name);
}

void forget_curves(Record& record) {
  record.loss.curve = {};
  for (Measured& error : record.errors) error.curve = {};
  for (Measured& error : record.unknown_errors) error.curve = {};
}

}  // namespace

std::string_view name_of(Status status) {
  switch (status) {
    case Status::finished: return "finished";
    case Status::interrupted: return "interrupted";
    case Status::diverged: return "diverged";
    case Status::failed: return "failed";
    case Status::missing: return "missing";
  }
  throw InternalFault("a run ended in a state that has no name");
}

Record read_record(const fs::path& folder) {
  const fs::path file = folder / "result.json", history = folder / "history.csv";
  Record record;
  try {
    record = record_of(Json::parse(read_whole(file)));
  } catch (const Json::exception& error) {
    throw WorldFailure(fmt::format("result.json is damaged: {}", error.what()));
  } catch (const WorldFailure& error) {
    throw WorldFailure(fmt::format("result.json cannot be used: {}", error.what()));
  }
  if (!fs::exists(history)) return record;
  try {
    read_curves(history, record);
  } catch (const WorldFailure& error) {
    forget_curves(record);
    record.trouble = fmt::format("history.csv is damaged, so that its curves are missing: {}", error.what());
  }
  return record;
}

}  // namespace ansatz::compare
