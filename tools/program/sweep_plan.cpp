#include "sweep_plan.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

#include "ansatz/autodiff/error.hpp"
#include "sweep_labels.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

/// Counts through all combinations, the last axis fastest.
std::vector<std::vector<std::string>> product(const std::vector<dsl::SweepAxis>& axes) {
  std::vector<std::vector<std::string>> all = {{}};
  for (const dsl::SweepAxis& axis : axes) {
    std::vector<std::vector<std::string>> longer;
    for (const auto& start : all)
      for (const std::string& value : axis.values) {
        longer.push_back(start);
        longer.back().push_back(value);
      }
    all = std::move(longer);
  }
  return all;
}

/// Everything set, as a key: texts of the language hold no zero byte.
std::string key_of(const std::vector<dsl::Override>& set) {
  std::string key;
  for (const dsl::Override& one : set) key += one.key + '\0' + one.value + '\0';
  return key;
}

class Planner {
 public:
  Planner(const std::filesystem::path& file, const ProblemOptions& options, const dsl::Sweep& sweep)
      : options_(options) {
    plan_.source = file;
    plan_.axes = sweep.axes;
  }

  SweepPlan plan() {
    for (auto& values : product(plan_.axes)) {
      plan_.combinations.push_back({std::move(values), 0});
      add_run(plan_.combinations.size() - 1);
    }
    return std::move(plan_);
  }

 private:
  void add_run(std::size_t combination) {
    std::vector<dsl::Override> set;
    for (std::size_t i = 0; i < plan_.axes.size(); ++i)
      set.push_back({plan_.axes[i].target, plan_.combinations[combination].values[i]});
    plan_.combinations[combination].run = run_that_sets(set, combination);
  }

  /// Compiles it where that was not done; again without what has no effect, so that all such runs are one.
  std::size_t run_that_sets(const std::vector<dsl::Override>& set, std::size_t combination) {
    const std::string key = key_of(set);
    if (const auto known = by_settings_.find(key); known != by_settings_.end()) return known->second;
    const dsl::Compilation compilation = compile(plan_.source, options_, set, true);
    if (!compilation.sound()) refuse(compilation, combination);
    std::vector<dsl::Override> needed = set;
    std::erase_if(needed, [&](const dsl::Override& one) {
      const auto& unused = compilation.unused_parameters;
      return std::find(unused.begin(), unused.end(), one.key) != unused.end();
    });
    const std::size_t run =
        needed.size() < set.size() ? run_that_sets(needed, combination) : run_of(compilation, needed, combination);
    by_settings_[key] = run;
    return run;
  }

  std::size_t run_of(const dsl::Compilation& compilation, const std::vector<dsl::Override>& set,
                     std::size_t combination) {
    const auto [place, added] = by_problem_.try_emplace(compilation.resolved, plan_.runs.size());
    if (!added) return place->second;
    std::string label = label_of(set);
    if (!labels_.insert(label).second) labels_.insert(label = label_apart(set));
    dsl::Compilation kept;
    kept.output = compilation.output;
    kept.resolved = compilation.resolved;
    kept.data_files = compilation.data_files;
    plan_.runs.push_back({std::move(label), title_of(set), std::move(kept), combination});
    return place->second;
  }

  [[noreturn]] void refuse(const dsl::Compilation& compilation, std::size_t combination) const {
    report_diagnostics(compilation);
    throw UserError(fmt::format("the combination {} of the sweep is no problem that can be solved; nothing was run",
                                printable(plan_.describe(combination))));
  }

  const ProblemOptions& options_;
  SweepPlan plan_;
  std::map<std::string, std::size_t> by_settings_;  // runs
  std::map<std::string, std::size_t> by_problem_;
  std::set<std::string> labels_;
};

}  // namespace

std::string SweepPlan::describe(std::size_t combination) const {
  std::string text;
  for (std::size_t i = 0; i < axes.size(); ++i)
    text += fmt::format("{}{} = {}", i == 0 ? "" : ", ", axes[i].key, combinations[combination].values[i]);
  return text;
}

SweepPlan plan_sweep(const std::filesystem::path& file, const ProblemOptions& options, const dsl::Sweep& sweep) {
  return Planner(file, options, sweep).plan();
}

}  // namespace ansatz::cli
