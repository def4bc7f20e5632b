#include "compare/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::compare {
namespace {

constexpr Status other_ends[] = {Status::diverged, Status::interrupted, Status::failed, Status::missing};

std::string won_of(const SignTest& test) {
  const std::string ties = test.tied > 0 ? fmt::format(", {} tied", test.tied) : "";
  return fmt::format("{} of {}{}", test.less, test.less + test.greater, ties);
}

std::string seconds_shown(double seconds) { return std::isnan(seconds) ? "" : fmt::format("{:.3g}", seconds); }

bool any(const Comparison& comparison, Status status) {
  return std::any_of(comparison.runs.begin(), comparison.runs.end(),
                     [&](const Run& run) { return run.entry.status == status; });
}

std::string counted(const Comparison& comparison, const Configuration& configuration, Status status) {
  return fmt::format("{}", count(comparison, configuration, status));
}

/// What stands for a configuration beside the best one: seeds won, p, p by Holm.
std::vector<report::Cell> against_best(const Standing& standing, std::size_t k) {
  if (!standing.best) return {"", "", ""};
  if (k == *standing.best) return {"best", "", ""};
  const SignTest& test = standing.against_best[k];
  if (test.less + test.greater + test.tied == 0) return {"no pairs", "", ""};
  return {won_of(test), shown_p(test.p), shown_p(standing.against_best_holm[k])};
}

std::string how_to_read(const Comparison& comparison) {
  std::string text =
      "Quartiles are linear between order statistics. A run that diverged counts as worse than any number. ";
  if (comparison.configurations.size() < 2) return text;
  return text +
         fmt::format(
             "Won counts the seeds in which the configuration is below the best one, which is that of the lowest "
             "median; p is of the exact two-sided sign test over these pairs, without ties, and beside it "
             "corrected by Holm for all {} comparisons with the best. The best is chosen by the same runs, so "
             "that p flatters it.",
             comparison.configurations.size() - 1);
}

std::string titled(const Quantity& quantity) {
  switch (quantity.kind) {
    case Quantity::Kind::error: return "Relative L2 " + quantity.label;
    case Quantity::Kind::unknown: return "Relative " + quantity.label;
    case Quantity::Kind::loss: return "Loss";
  }
  throw InternalFault("a quantity is of a kind that has no name");
}

report::Cell pair_cell(const Standing& standing, std::size_t a, std::size_t b) {
  if (a == b) return "";
  const SignTest& test = standing.pairs[a][b];
  if (test.less + test.greater + test.tied == 0) return "no pairs";
  return fmt::format("{}; {} ({})", won_of(test), shown_p(test.p), shown_p(standing.pairs_holm[a][b]));
}

/// The number of the configuration that a run belongs to; shared runs belong to the first that has them.
std::string configuration_of(const Comparison& comparison, std::size_t run) {
  for (std::size_t k = 0; k < comparison.configurations.size(); ++k)
    for (const std::size_t i : comparison.configurations[k].runs)
      if (comparison.runs[i].entry.folder == comparison.runs[run].entry.folder) return fmt::format("{}", k + 1);
  return "";
}

/// One that its sweep has not come to: there is no more to say of it.
bool is_still_to_be_made(const Run& run) { return run.entry.status == Status::missing && run.entry.reason.empty(); }

}  // namespace

std::string missing_runs(const Comparison& comparison) {
  const auto missing = std::count_if(comparison.runs.begin(), comparison.runs.end(), is_still_to_be_made);
  if (missing == 0) return {};
  return fmt::format("{} of {} runs {} missing: the sweep makes {} with --resume.", missing, comparison.runs.size(),
                     missing == 1 ? "is" : "are", missing == 1 ? "it" : "them");
}

std::string shown(double value) {
  if (std::isnan(value)) return "";
  return std::isinf(value) ? "diverged" : fmt::format("{:.2e}", value);
}

std::string shown_p(double p) { return p < 1e-3 ? fmt::format("{:.0e}", p) : fmt::format("{:.2g}", p); }

report::Table standings_table(const Comparison& comparison, std::size_t quantity) {
  const Standing& standing = comparison.standings[quantity];
  report::Table table{titled(comparison.quantities[quantity]), {"", "configuration", "runs"}, {}};
  std::vector<Status> ends;
  std::copy_if(std::begin(other_ends), std::end(other_ends), std::back_inserter(ends),
               [&](Status status) { return any(comparison, status); });
  for (const Status status : ends) table.headings.emplace_back(name_of(status));
  for (const char* heading :
       {"median", "lower quartile", "upper quartile", "time, s (median)", "won against best", "p", "p (Holm)"})
    table.headings.emplace_back(heading);
  for (std::size_t k = 0; k < comparison.configurations.size(); ++k) {
    const Configuration& configuration = comparison.configurations[k];
    const Summary& summary = standing.summaries[k];
    auto& row = table.rows.emplace_back();
    row = {fmt::format("{}", k + 1), configuration.name, counted(comparison, configuration, Status::finished)};
    for (const Status status : ends) row.emplace_back(counted(comparison, configuration, status));
    for (const double value : {summary.median, summary.lower, summary.upper}) row.emplace_back(shown(value));
    row.emplace_back(seconds_shown(median_seconds(comparison, configuration)));
    for (report::Cell& cell : against_best(standing, k)) row.push_back(std::move(cell));
  }
  table.note = how_to_read(comparison);
  return table;
}

report::Table pairs_table(const Comparison& comparison, std::size_t quantity) {
  const Standing& standing = comparison.standings[quantity];
  const std::size_t size = standing.paired.size();
  report::Table table{"Every pair: " + comparison.quantities[quantity].label, {"", "configuration"}, {}};
  if (size < 2) return table;
  std::vector<std::size_t> order(size);  // of `paired`, by number: rows stand as in the other tables
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return standing.paired[a] < standing.paired[b]; });
  for (const std::size_t k : order) table.headings.push_back(fmt::format("below {}", standing.paired[k] + 1));
  for (const std::size_t a : order) {
    auto& row = table.rows.emplace_back();
    row = {fmt::format("{}", standing.paired[a] + 1), comparison.configurations[standing.paired[a]].name};
    for (const std::size_t b : order) row.push_back(pair_cell(standing, a, b));
  }
  table.note = fmt::format(
      "In how many seeds the configuration of the row is below that of the column; p of the sign test, and in brackets "
      "corrected by Holm for these {} pairs.{}",
      size * (size - 1) / 2,
      size < comparison.configurations.size()
          ? fmt::format(" They are of the {} configurations of the lowest medians.", size)
          : "");
  return table;
}

report::Table unfinished_table(const Comparison& comparison) {
  report::Table table{"Runs that did not finish", {"run", "ended", "reason"}, {}};
  for (const Run& run : comparison.runs)
    if (run.entry.status != Status::finished && !is_still_to_be_made(run))
      table.rows.push_back({run.entry.label, std::string(name_of(run.entry.status)), run.entry.reason});
  return table;
}

report::Table runs_table(const Comparison& comparison, const LinkOf& link) {
  report::Table table{"", {"run", "configuration"}, {}};
  table.headings.insert(table.headings.end(), comparison.axes.begin(), comparison.axes.end());
  table.headings.insert(table.headings.end(), {"seed", "ended", "verdict"});
  for (const Quantity& quantity : comparison.quantities) table.headings.push_back(quantity.label);
  const bool with_loss = comparison.quantities.front().kind != Quantity::Kind::loss;
  if (with_loss) table.headings.emplace_back("loss");
  table.headings.insert(table.headings.end(), {"steps", "s", "parameters"});
  for (std::size_t i = 0; i < comparison.runs.size(); ++i) {
    const Run& run = comparison.runs[i];
    auto& row = table.rows.emplace_back();
    row = {{run.entry.label, link(run)}, configuration_of(comparison, i)};
    row.insert(row.end(), run.entry.values.begin(), run.entry.values.end());
    row.emplace_back(run.entry.seed);
    row.emplace_back(std::string(name_of(run.entry.status)));
    row.emplace_back(run.record ? run.record->verdict : "");
    for (const Quantity& quantity : comparison.quantities) {
      const Measured* found = measured(run, quantity);
      row.emplace_back(found == nullptr ? "" : shown(found->value));
    }
    if (with_loss) row.emplace_back(run.record ? shown(run.record->loss.value) : "");
    row.emplace_back(run.record ? fmt::format("{}", run.record->steps) : "");
    row.emplace_back(run.record ? seconds_shown(run.record->seconds) : "");
    row.emplace_back(run.record ? fmt::format("{}", run.record->parameters) : "");
  }
  return table;
}

}  // namespace ansatz::compare
