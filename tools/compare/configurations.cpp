#include "compare/configurations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::compare {
namespace {

std::vector<Configuration> by_values(const std::vector<std::string>& axes, const std::vector<Run>& runs) {
  std::vector<Configuration> found;
  std::map<std::vector<std::string>, std::size_t> known;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::vector<std::string>& values = runs[i].entry.values;
    if (values.size() != axes.size())
      throw InternalFault(
          fmt::format("run `{}` has {} values for {} axes", runs[i].entry.label, values.size(), axes.size()));
    const auto [place, is_new] = known.emplace(values, found.size());
    if (is_new) found.push_back({"", values, {}});
    found[place->second].runs.push_back(i);
  }
  return found;
}

void mark_repeated(const Configuration& configuration, std::vector<Run>& runs) {
  std::set<std::string> seeds;
  for (const std::size_t i : configuration.runs) {
    const bool ended = runs[i].record.has_value();
    runs[i].repeats = ended && !seeds.insert(runs[i].entry.seed).second;
  }
}

std::set<std::filesystem::path> folders_of(const Configuration& configuration, const std::vector<Run>& runs) {
  std::set<std::filesystem::path> folders;
  for (const std::size_t i : configuration.runs) folders.insert(runs[i].entry.folder);
  return folders;
}

/// The names of a value that stands for several: "1, 2".
void add_values(std::vector<std::string>& values, const std::vector<std::string>& more, const Configuration& first) {
  for (std::size_t axis = 0; axis < values.size(); ++axis)
    if (more[axis] != first.values[axis]) values[axis] += ", " + more[axis];
}

std::vector<Configuration> shared_once(const std::vector<Configuration>& all, const std::vector<Run>& runs) {
  std::vector<Configuration> kept;
  std::vector<std::vector<std::string>> values;
  std::map<std::set<std::filesystem::path>, std::size_t> known;
  for (const Configuration& configuration : all) {
    const auto [place, is_new] = known.emplace(folders_of(configuration, runs), kept.size());
    if (is_new) {
      kept.push_back(configuration);
      values.push_back(configuration.values);
    } else {
      add_values(values[place->second], configuration.values, kept[place->second]);
    }
  }
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i].values = values[i];
  return kept;
}

/// The last word of each key, "adaptive" of "network.adaptive", where no other has the same.
std::vector<std::string> short_names(const std::vector<std::string>& axes) {
  const auto last = [](const std::string& axis) { return axis.substr(axis.find_last_of('.') + 1); };
  std::map<std::string, std::size_t> count;
  for (const std::string& axis : axes) ++count[last(axis)];
  std::vector<std::string> names;
  for (const std::string& axis : axes) names.push_back(count[last(axis)] > 1 ? axis : last(axis));
  return names;
}

std::string named(const std::vector<std::string>& axes, const std::vector<std::string>& values) {
  std::string name;
  for (std::size_t axis = 0; axis < axes.size(); ++axis)
    name += fmt::format("{}{} = {}", axis == 0 ? "" : ", ", axes[axis], values[axis]);
  return name.empty() ? "all runs" : name;
}

}  // namespace

std::vector<Configuration> configurations_of(const std::vector<std::string>& axes, std::vector<Run>& runs) {
  const std::vector<std::string> names = short_names(axes);
  std::vector<Configuration> configurations = shared_once(by_values(axes, runs), runs);
  for (Configuration& configuration : configurations) {
    configuration.name = named(names, configuration.values);
    mark_repeated(configuration, runs);
  }
  return configurations;
}

}  // namespace ansatz::compare
