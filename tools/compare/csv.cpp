// A comparison as files: compare.csv and runs.csv. The tables of the page: tables.cpp.
#include "ansatz/core/csv.hpp"

#include <algorithm>
#include <cmath>

#include "compare/tables.hpp"

namespace ansatz::compare {
namespace {

void number(CsvTable& table, double value) {
  if (std::isnan(value))
    table.empty();
  else
    table.cell(value);
}

void count_cell(CsvTable& table, std::size_t value) { table.cell(std::uint64_t{value}); }

void against_best(CsvTable& table, const Standing& standing, std::size_t k) {
  if (!standing.best || k == *standing.best) {
    for (int cell = 0; cell < 5; ++cell) table.empty();
    return;
  }
  const SignTest& test = standing.against_best[k];
  count_cell(table, test.less);
  count_cell(table, test.less + test.greater);
  count_cell(table, test.tied);
  table.cell(test.p).cell(standing.against_best_holm[k]);
}

/// The names that any run has, in the order in which they are met.
std::vector<std::string> names(const Comparison& comparison, std::vector<Measured> Record::*member) {
  std::vector<std::string> all;
  for (const Run& run : comparison.runs) {
    if (!run.record) continue;
    for (const Measured& measured : (*run.record).*member)
      if (std::find(all.begin(), all.end(), measured.name) == all.end()) all.push_back(measured.name);
  }
  return all;
}

void values(CsvTable& table, const Run& run, Quantity::Kind kind, const std::vector<std::string>& of) {
  for (const std::string& name : of) {
    const Measured* found = measured(run, {kind, name, ""});
    number(table, found == nullptr ? NAN : found->value);
  }
}

}  // namespace

std::string standings_csv(const Comparison& comparison) {
  CsvTable table;
  table.cell("configuration").cell("name");
  for (const std::string& axis : comparison.axes) table.cell(axis);
  for (const char* heading :
       {"quantity", "finished", "diverged", "interrupted", "failed", "missing", "median", "lower_quartile",
        "upper_quartile", "median_seconds", "best", "won", "pairs", "tied", "p", "p_holm"})
    table.cell(heading);
  table.end_row();
  for (std::size_t q = 0; q < comparison.quantities.size(); ++q)
    for (std::size_t k = 0; k < comparison.configurations.size(); ++k) {
      const Configuration& configuration = comparison.configurations[k];
      const Standing& standing = comparison.standings[q];
      table.cell(std::uint64_t{k + 1}).cell(configuration.name);
      for (const std::string& value : configuration.values) table.cell(value);
      table.cell(comparison.quantities[q].label);
      for (const Status status :
           {Status::finished, Status::diverged, Status::interrupted, Status::failed, Status::missing})
        count_cell(table, count(comparison, configuration, status));
      const Summary& summary = standing.summaries[k];
      for (const double value : {summary.median, summary.lower, summary.upper}) number(table, value);
      number(table, median_seconds(comparison, configuration));
      count_cell(table, standing.best == k ? 1 : 0);
      against_best(table, standing, k);
      table.end_row();
    }
  return table.text();
}

std::string runs_csv(const Comparison& comparison) {
  const auto fields = names(comparison, &Record::errors), unknowns = names(comparison, &Record::unknown_errors);
  CsvTable table;
  table.cell("label");
  for (const std::string& axis : comparison.axes) table.cell(axis);
  table.cell("seed").cell("status").cell("verdict").cell("reason");
  for (const std::string& field : fields) table.cell("l2_relative_" + field);
  for (const std::string& unknown : unknowns) table.cell("relative_error_" + unknown);
  table.cell("loss").cell("steps").cell("seconds").cell("parameters").cell("folder");
  table.end_row();
  for (const Run& run : comparison.runs) {
    table.cell(run.entry.label);
    for (const std::string& value : run.entry.values) table.cell(value);
    table.cell(run.entry.seed).cell(name_of(run.entry.status));
    table.cell(run.record ? run.record->verdict : "").cell(run.entry.reason);
    values(table, run, Quantity::Kind::error, fields);
    values(table, run, Quantity::Kind::unknown, unknowns);
    if (run.record) {
      number(table, run.record->loss.value);
      table.cell(run.record->steps);
      number(table, run.record->seconds);
      table.cell(run.record->parameters);
    } else {
      table.empty().empty().empty().empty();
    }
    table.cell(run.entry.folder.string());
    table.end_row();
  }
  return table.text();
}

}  // namespace ansatz::compare
