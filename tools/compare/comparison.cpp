#include "compare/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/verification.hpp"
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

/// Values by seed.
using BySeed = std::map<std::string, double>;

BySeed by_seed(const Comparison& comparison, const Configuration& configuration, const Quantity& quantity) {
  BySeed values;
  for (const std::size_t i : configuration.runs)
    if (const auto value = value_of(comparison.runs[i], quantity)) values[comparison.runs[i].entry.seed] = *value;
  return values;
}

Summary summarised(const BySeed& values) {
  std::vector<double> list;
  for (const auto& [seed, value] : values) list.push_back(value);
  return summary_of(std::move(list));
}

SignTest paired(const BySeed& a, const BySeed& b) {
  std::vector<double> first, second;
  for (const auto& [seed, value] : a)
    if (const auto other = b.find(seed); other != b.end()) {
      first.push_back(value);
      second.push_back(other->second);
    }
  return sign_test(first, second);
}

void pair_with_best(const std::vector<BySeed>& values, Standing& standing) {
  std::vector<double> p;
  standing.against_best.assign(values.size(), {});
  standing.against_best_holm.assign(values.size(), 1);
  if (!standing.best) return;
  for (std::size_t k = 0; k < values.size(); ++k) {
    standing.against_best[k] = paired(values[k], values[*standing.best]);
    if (k != *standing.best) p.push_back(standing.against_best[k].p);
  }
  p = holm(p);
  for (std::size_t k = 0, next = 0; k < values.size(); ++k)
    if (k != *standing.best) standing.against_best_holm[k] = p[next++];
}

void pair_all(const std::vector<BySeed>& values, Standing& standing) {
  const std::size_t size = standing.paired.size();
  std::vector<double> p;
  for (std::size_t a = 0; a < size; ++a) {
    std::vector<SignTest>& row = standing.pairs.emplace_back();
    for (std::size_t b = 0; b < size; ++b) {
      row.push_back(paired(values[standing.paired[a]], values[standing.paired[b]]));
      if (a < b) p.push_back(row.back().p);
    }
  }
  p = holm(p);
  standing.pairs_holm.assign(size, std::vector<double>(size, 1));
  for (std::size_t a = 0, next = 0; a < size; ++a)
    for (std::size_t b = a + 1; b < size; ++b) standing.pairs_holm[a][b] = standing.pairs_holm[b][a] = p[next++];
}

Standing standing_of(const Comparison& comparison, const Quantity& quantity) {
  std::vector<BySeed> values;
  for (const Configuration& configuration : comparison.configurations)
    values.push_back(by_seed(comparison, configuration, quantity));
  Standing standing;
  for (const BySeed& of_one : values) standing.summaries.push_back(summarised(of_one));
  standing.paired = ranked(standing.summaries);
  if (!standing.paired.empty() && std::isfinite(standing.summaries[standing.paired.front()].median))
    standing.best = standing.paired.front();
  standing.paired.resize(std::min(standing.paired.size(), most_paired));
  pair_with_best(values, standing);
  pair_all(values, standing);
  return standing;
}

/// What a reader has to know of how many seeds there are, of runs twice, and of histories that are damaged.
std::vector<std::string> notes_of(const Comparison& made, std::vector<std::string> notes) {
  std::size_t most = 0;
  for (const Standing& standing : made.standings)
    for (const auto& row : standing.pairs)
      for (const SignTest& test : row) most = std::max(most, test.less + test.greater + test.tied);
  if (made.configurations.size() > 1 && most > 0 && most < 6)
    notes.push_back(fmt::format("Over {} seed{} p is never below {:.4g}: at least 6 seeds are needed for p < 0.05.",
                                most, most == 1 ? "" : "s", least_p(most)));
  for (const Verdict verdict : {Verdict::doubtful, Verdict::stalled}) {
    const auto those = std::count_if(made.runs.begin(), made.runs.end(), [&](const Run& run) {
      return run.record && run.record->verdict == name_of(verdict);
    });
    if (those > 0)
      notes.push_back(fmt::format("{} of the runs {} {} by {} own check: see their verdicts.", those,
                                  those == 1 ? "is" : "are", name_of(verdict), those == 1 ? "its" : "their"));
  }
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

std::vector<std::size_t> ranked(const std::vector<Summary>& summaries) {
  std::vector<std::size_t> order(summaries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const double x = summaries[a].median, y = summaries[b].median;
    return std::isnan(y) ? !std::isnan(x) : x < y;
  });
  return order;
}

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
