#include "compare/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "compare/configurations.hpp"

namespace ansatz::compare {
namespace {

bool has_ended(Status status) { return status == Status::finished || status == Status::diverged; }

/// A run whose status is that of its own result, unless whoever started it knows better.
Run read_run(const Entry& entry) {
  Run run{entry, {}, false};
  if (!has_ended(entry.status) && entry.status != Status::interrupted) return run;
  try {
    run.record = read_record(entry.folder);
    run.entry.status = run.record->status;
    if (run.entry.reason.empty() && run.entry.status != Status::finished) run.entry.reason = run.record->reason;
  } catch (const WorldFailure& failure) {
    if (entry.status == Status::interrupted) return run;  // it may have been ended before it had any result
    run.entry.status = Status::failed;
    run.entry.reason = failure.what();
  }
  return run;
}

using Measurements = std::vector<Measured> Record::*;

/// The names that all runs with a record have, in the order of the first.
std::vector<std::string> common_names(const std::vector<Run>& runs, Measurements member) {
  std::vector<std::string> names;
  bool first = true;
  for (const Run& run : runs) {
    if (!run.record || !has_ended(run.entry.status)) continue;
    const std::vector<Measured>& list = (*run.record).*member;
    const auto has = [&](const std::string& name) {
      return std::any_of(list.begin(), list.end(), [&](const Measured& measured) { return measured.name == name; });
    };
    if (first)
      for (const Measured& measured : list) names.push_back(measured.name);
    else
      std::erase_if(names, [&](const std::string& name) { return !has(name); });
    first = false;
  }
  return names;
}

std::vector<Quantity> quantities_of(const std::vector<Run>& runs) {
  std::vector<Quantity> quantities;
  for (const std::string& field : common_names(runs, &Record::errors))
    quantities.push_back({Quantity::Kind::error, field, "error of " + field});
  if (!quantities.empty()) return quantities;
  for (const std::string& unknown : common_names(runs, &Record::unknown_errors))
    quantities.push_back({Quantity::Kind::unknown, unknown, "error of " + unknown});
  if (quantities.empty()) quantities.push_back({Quantity::Kind::loss, "", "loss"});
  return quantities;
}

/// The values of a configuration by seed.
std::map<std::string, double> by_seed(const Comparison& comparison, const Configuration& configuration,
                                      const Quantity& quantity) {
  std::map<std::string, double> values;
  for (const std::size_t i : configuration.runs)
    if (const auto value = value_of(comparison.runs[i], quantity)) values[comparison.runs[i].entry.seed] = *value;
  return values;
}

Summary summarised(const std::map<std::string, double>& values) {
  std::vector<double> list;
  for (const auto& [seed, value] : values) list.push_back(value);
  return summary_of(std::move(list));
}

SignTest paired(const std::map<std::string, double>& a, const std::map<std::string, double>& b) {
  std::vector<double> first, second;
  for (const auto& [seed, value] : a)
    if (const auto other = b.find(seed); other != b.end()) {
      first.push_back(value);
      second.push_back(other->second);
    }
  return sign_test(first, second);
}

std::optional<std::size_t> lowest(const std::vector<Summary>& summaries) {
  std::optional<std::size_t> best;
  for (std::size_t k = 0; k < summaries.size(); ++k)
    if (summaries[k].count > 0 && std::isfinite(summaries[k].median) &&
        (!best || summaries[k].median < summaries[*best].median))
      best = k;
  return best;
}

void correct(Standing& standing) {
  const std::size_t size = standing.pairs.size();
  std::vector<double> all, with_best;
  for (std::size_t a = 0; a < size; ++a)
    for (std::size_t b = a + 1; b < size; ++b) all.push_back(standing.pairs[a][b].p);
  for (std::size_t k = 0; k < size; ++k)
    if (standing.best && k != *standing.best) with_best.push_back(standing.pairs[k][*standing.best].p);
  all = holm(all);
  with_best = holm(with_best);
  standing.holm.assign(size, std::vector<double>(size, 1));
  standing.against_best.assign(size, 1);
  std::size_t pair = 0, next = 0;
  for (std::size_t a = 0; a < size; ++a)
    for (std::size_t b = a + 1; b < size; ++b) standing.holm[a][b] = standing.holm[b][a] = all[pair++];
  for (std::size_t k = 0; k < size; ++k)
    if (standing.best && k != *standing.best) standing.against_best[k] = with_best[next++];
}

Standing standing_of(const Comparison& comparison, const Quantity& quantity) {
  std::vector<std::map<std::string, double>> values;
  for (const Configuration& configuration : comparison.configurations)
    values.push_back(by_seed(comparison, configuration, quantity));
  Standing standing;
  for (const auto& of_one : values) standing.summaries.push_back(summarised(of_one));
  standing.best = lowest(standing.summaries);
  for (const auto& a : values) {
    std::vector<SignTest>& row = standing.pairs.emplace_back();
    for (const auto& b : values) row.push_back(paired(a, b));
  }
  correct(standing);
  return standing;
}

/// What a reader has to know of how many seeds there are, of runs twice, and of histories that are damaged.
std::vector<std::string> notes_of(const Comparison& made, std::vector<std::string> notes) {
  std::size_t most = 0;
  for (const Standing& standing : made.standings)
    for (const auto& row : standing.pairs)
      for (const SignTest& test : row) most = std::max(most, test.less + test.greater + test.tied);
  if (made.configurations.size() > 1 && most < 6)
    notes.push_back(fmt::format("Over {} seed{} p is never below {:.4g}: at least 6 seeds are needed for p < 0.05.",
                                most, most == 1 ? "" : "s", least_p(most)));
  for (const Run& run : made.runs) {
    if (run.repeats)
      notes.push_back(
          fmt::format("{} is of the same configuration and seed as another run and is not counted.", run.entry.label));
    if (run.record && !run.record->trouble.empty())
      notes.push_back(fmt::format("{}: {}.", run.entry.label, run.record->trouble));
  }
  return notes;
}

}  // namespace

std::size_t Comparison::comparisons() const { return configurations.size() * (configurations.size() - 1) / 2; }

const Measured* measured(const Run& run, const Quantity& quantity) {
  if (!run.record) return nullptr;
  if (quantity.kind == Quantity::Kind::loss) return &run.record->loss;
  const auto& list = quantity.kind == Quantity::Kind::error ? run.record->errors : run.record->unknown_errors;
  const auto found = std::find_if(list.begin(), list.end(), [&](const Measured& m) { return m.name == quantity.name; });
  return found == list.end() ? nullptr : &*found;
}

std::optional<double> value_of(const Run& run, const Quantity& quantity) {
  if (run.repeats || !has_ended(run.entry.status)) return std::nullopt;
  const Measured* found = measured(run, quantity);
  const bool counts = run.entry.status == Status::finished && found != nullptr && !std::isnan(found->value);
  return counts ? found->value : std::numeric_limits<double>::infinity();
}

std::size_t count(const Comparison& comparison, const Configuration& configuration, Status status) {
  return static_cast<std::size_t>(std::count_if(
      configuration.runs.begin(), configuration.runs.end(),
      [&](std::size_t i) { return comparison.runs[i].entry.status == status && !comparison.runs[i].repeats; }));
}

double median_seconds(const Comparison& comparison, const Configuration& configuration) {
  std::vector<double> seconds;
  for (const std::size_t i : configuration.runs) {
    const Run& run = comparison.runs[i];
    if (run.entry.status == Status::finished && run.record && !run.repeats && !std::isnan(run.record->seconds))
      seconds.push_back(run.record->seconds);
  }
  return summary_of(std::move(seconds)).median;
}

Comparison compare(const Plan& plan) {
  Comparison made;
  made.axes = plan.axes;
  for (const Entry& entry : plan.entries) made.runs.push_back(read_run(entry));
  made.configurations = configurations_of(made.axes, made.runs);
  made.quantities = quantities_of(made.runs);
  for (const Quantity& quantity : made.quantities) made.standings.push_back(standing_of(made, quantity));
  made.notes = notes_of(made, plan.notes);
  return made;
}

}  // namespace ansatz::compare
