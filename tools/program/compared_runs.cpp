#include "compared_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "ansatz/autodiff/error.hpp"
#include "natural_order.hpp"
#include "run_of.hpp"
#include "run_settings.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

struct NamedRun {
  fs::path folder;
  RunSettings settings;
};

bool holds_problem(const fs::path& folder) {
  std::error_code unreadable;
  return fs::is_regular_file(folder / "problem.pde", unreadable);
}

bool holds_result(const fs::path& folder) {
  std::error_code unreadable;
  return fs::exists(folder / "result.json", unreadable) || fs::exists(folder / "checkpoint", unreadable);
}

/// The runs of a sweep, in the order of their names; none where it is none.
std::vector<fs::path> runs_of_sweep(const fs::path& folder) {
  std::vector<fs::path> runs;
  std::error_code unreadable;
  if (holds_problem(folder) && holds_result(folder)) return runs;
  for (const auto& entry : fs::directory_iterator(folder / "runs", unreadable))
    if (holds_problem(entry.path())) runs.push_back(entry.path());
  std::sort(runs.begin(), runs.end(),
            [](const fs::path& a, const fs::path& b) { return comes_before(a.string(), b.string()); });
  return runs;
}

std::vector<fs::path> folders_of(const std::vector<std::string>& names) {
  std::vector<fs::path> folders;
  std::set<fs::path> known;
  const auto add = [&](const fs::path& folder) {
    if (known.insert(fs::weakly_canonical(folder)).second) folders.push_back(folder);
  };
  for (const std::string& name : names) {
    const fs::path folder = find_run(name);
    const std::vector<fs::path> runs = runs_of_sweep(folder);
    for (const fs::path& run : runs) add(run);
    if (!runs.empty()) continue;
    if (!holds_problem(folder))
      throw UserError(
          fmt::format("`{}` is no folder of a run, nor of a sweep: there is no problem.pde in it and no "
                      "`runs`",
                      printable(folder.string())));
    add(folder);
  }
  return folders;
}

const std::string* value_of(const RunSettings& settings, const std::string& key) {
  for (const auto& [name, value] : settings.values)
    if (name == key) return &value;
  return nullptr;
}

/// The keys under which runs that have them differ, in the order in which they are met.
std::vector<std::string> differing_keys(const std::vector<NamedRun>& runs) {
  std::vector<std::string> keys, met;
  std::map<std::string, std::set<std::string>> values;
  for (const NamedRun& run : runs)
    for (const auto& [key, value] : run.settings.values) {
      if (values.find(key) == values.end()) met.push_back(key);
      values[key].insert(value);
    }
  std::copy_if(met.begin(), met.end(), std::back_inserter(keys),
               [&](const std::string& key) { return values[key].size() > 1; });
  return keys;
}

/// The values of an axis, by run; "-" where a run has no such setting.
std::vector<std::string> axis_of(const std::vector<NamedRun>& runs, const std::string& key) {
  std::vector<std::string> values;
  for (const NamedRun& run : runs) {
    const std::string* value = value_of(run.settings, key);
    values.push_back(value == nullptr ? "-" : *value);
  }
  return without_common_arguments(values);
}

/// What the problems are called where their statements differ: by their titles if these do so as well, else by number.
std::optional<std::vector<std::string>> problems_of(const std::vector<NamedRun>& runs) {
  std::map<std::string, std::string> titles;  // by statements
  std::vector<std::string> met;
  std::set<std::string> different;
  for (const NamedRun& run : runs)
    if (titles.emplace(run.settings.statements, run.settings.title).second) {
      met.push_back(run.settings.statements);
      different.insert(run.settings.title);
    }
  if (met.size() < 2) return std::nullopt;
  const bool by_title = different.size() == met.size() && different.count("") == 0;
  std::vector<std::string> names;
  for (const NamedRun& run : runs) {
    const auto number = std::find(met.begin(), met.end(), run.settings.statements) - met.begin() + 1;
    names.push_back(by_title ? run.settings.title : fmt::format("{}", number));
  }
  return names;
}

/// The names of folders, or their whole paths where two have one name.
std::vector<std::string> labels_of(const std::vector<NamedRun>& runs) {
  std::map<std::string, std::size_t> count;
  const auto name = [](const NamedRun& run) { return fs::absolute(run.folder).lexically_normal().filename().string(); };
  for (const NamedRun& run : runs) ++count[name(run)];
  std::vector<std::string> labels;
  for (const NamedRun& run : runs) labels.push_back(count[name(run)] > 1 ? run.folder.string() : name(run));
  return labels;
}

/// How far a run is that left no result yet.
compare::Status status_of(const fs::path& folder) {
  std::error_code unreadable;
  return fs::exists(folder / "result.json", unreadable) ? compare::Status::finished : compare::Status::interrupted;
}

void add_axis(compare::Plan& plan, const std::string& name, const std::vector<std::string>& values) {
  plan.axes.push_back(name);
  for (std::size_t i = 0; i < plan.entries.size(); ++i) plan.entries[i].values.push_back(values[i]);
}

}  // namespace

compare::Plan plan_of(const std::vector<std::string>& names) {
  compare::Plan plan;
  std::vector<NamedRun> runs;
  for (const fs::path& folder : folders_of(names)) {
    try {
      runs.push_back({folder, settings_of(folder)});
    } catch (const UserError& error) {
      plan.notes.push_back(fmt::format("{} is left out: {}.", folder.string(), error.what()));
    }
  }
  if (runs.size() < 2)
    throw UserError(fmt::format("there {} to compare: name two runs or more, or the folder of a sweep{}{}",
                                runs.empty() ? "is no run" : "is only one run", plan.notes.empty() ? "" : "; ",
                                plan.notes.empty() ? "" : printable(plan.notes.front())));
  const std::vector<std::string> labels = labels_of(runs);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    compare::Entry entry{labels[i], runs[i].folder, {}, runs[i].settings.seed, status_of(runs[i].folder)};
    if (entry.status != compare::Status::finished)
      entry.reason = "there is no result.json: it goes on, or was broken off";
    plan.entries.push_back(std::move(entry));
  }
  if (const auto problems = problems_of(runs)) {
    add_axis(plan, "problem", *problems);
    plan.notes.push_back("The problems differ in more than parameters and settings; shown is one of them.");
  }
  for (const std::string& key : differing_keys(runs)) add_axis(plan, key, axis_of(runs, key));
  return plan;
}

}  // namespace ansatz::cli
