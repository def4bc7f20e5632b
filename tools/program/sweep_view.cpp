#include "sweep_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "duration.hpp"
#include "fitted_line.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::size_t widest_title = 60;

using Row = std::vector<std::string>;

/// Rows in columns, two spaces between them; the first column to the right, as it has numbers.
std::string in_columns(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_columns(row[i]));
  }
  std::string text;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string space(widths[i] - display_columns(row[i]), ' ');
      line += (i == 0 ? "" : "  ") + (i == 0 ? space + row[i] : row[i] + space);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string plural(std::size_t count, const char* what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace

std::string plan_table(const SweepPlan& plan) {
  std::vector<Row> rows = {{"", "run"}};
  for (const dsl::SweepAxis& axis : plan.axes) rows[0].push_back(printable(axis.key));
  for (std::size_t i = 0; i < plan.combinations.size(); ++i) {
    const Combination& combination = plan.combinations[i];
    const PlannedRun& run = plan.runs[combination.run];
    Row& row = rows.emplace_back();
    row.push_back(fmt::format("{}", i + 1));
    row.push_back(run.first == i ? run.label : fmt::format("same as {}", run.first + 1));
    for (const std::string& value : combination.values) row.push_back(printable(value));
  }
  return in_columns(rows);
}

std::string counts(const SweepPlan& plan) {
  std::string text = plural(plan.combinations.size(), "combination");
  if (plan.runs.size() < plan.combinations.size())
    return text + ", " + plural(plan.runs.size(), "run") + " (the problem is the same in some)";
  return text + (plan.runs.size() == 1 ? ", a run" : ", a run for each");
}

std::string outcome_text(const RunResult& result) {
  if (result.status == compare::Status::finished)
    return fmt::format("{}{}{}", printable(result.numbers), item_gap, duration(result.seconds));
  const std::string name(name_of(result.status));
  return result.reason.empty() ? name : name + ": " + printable(result.reason);
}

std::string ended_line(const PlannedRun& run, const RunResult& result, std::size_t ended, std::size_t all,
                       std::size_t title_width) {
  const std::size_t width = std::min(title_width, widest_title);
  const std::string space(width - std::min(width, display_columns(run.title)), ' ');
  return fmt::format("[{:>{}}/{}] {}{}{}{}\n", ended, fmt::to_string(all).size(), all, run.title, space, item_gap,
                     outcome_text(result));
}

RunAtWork last_said(std::string_view log) {
  RunAtWork run;
  std::size_t begin = log.rfind("\nstep ");
  if (begin == std::string_view::npos) return run;
  std::string_view line = log.substr(begin + 1);
  line = line.substr(0, line.find('\n'));
  unsigned long long step = 0, steps = 0;
  if (std::sscanf(std::string(line).c_str(), "step %llu/%llu", &step, &steps) != 2 || steps == 0) return run;
  run.step = fmt::format("step {}/{}", step, steps);
  run.part = std::min(1.0, static_cast<double>(step) / static_cast<double>(steps));
  begin = line.find("loss ");
  if (begin != std::string_view::npos) run.loss = line.substr(begin, line.substr(begin).find(item_gap));
  return run;
}

std::vector<std::string> progress_lines(const SweepProgress& progress, std::size_t width, std::size_t rows) {
  std::vector<LineItem> items = {
      {fmt::format("{} {}", progress.at_work.size(), progress.ending ? "writing their checkpoints" : "at work"), 0}};
  if (progress.to_begin > 0)
    items.push_back({fmt::format("{} {}", progress.to_begin, progress.ending ? "not begun" : "to begin"), 1});
  if (progress.seconds_left && !progress.ending) items.push_back({"about " + duration(*progress.seconds_left), 2});
  std::vector<std::string> lines = {fitted_line(items, width)};
  for (const RunAtWork& run : progress.at_work) {
    if (lines.size() >= rows) break;
    std::vector<LineItem> of_run = {{"  " + run.title, 1}};
    if (!run.step.empty()) of_run.push_back({run.step, 0});
    if (!run.loss.empty()) of_run.push_back({run.loss, 2});
    lines.push_back(fitted_line(of_run, width));
  }
  return lines;
}

std::string results_summary(const std::vector<RunResult>& results) {
  std::string summary;
  for (const compare::Status status : {compare::Status::finished, compare::Status::interrupted,
                                       compare::Status::diverged, compare::Status::failed, compare::Status::missing}) {
    const auto count =
        std::count_if(results.begin(), results.end(), [&](const RunResult& result) { return result.status == status; });
    if (count > 0) summary += fmt::format("{}{} {}", summary.empty() ? "" : ", ", count, name_of(status));
  }
  return "runs        " + summary + "\n";
}

}  // namespace ansatz::cli
