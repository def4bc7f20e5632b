// The rule by which windows are counted, and what forbids them. The path: evolution_path.cpp.
#include "problem/evolution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/core/automatic.hpp"
#include "ansatz/core/evolution.hpp"

namespace ansatz {
namespace {

bool has_condition(const Problem& problem, ConditionKind kind) {
  return std::any_of(problem.conditions.begin(), problem.conditions.end(),
                     [&](const Condition& condition) { return condition.kind == kind; });
}

bool on_face_of_time(const Problem& problem, const Condition& condition) {
  return std::any_of(condition.region.places.begin(), condition.region.places.end(), [&](const Place& place) {
    return place.kind == Place::Kind::face && place.coordinate == problem.domain.space.size();
  });
}

bool periodic_in_time(const Problem& problem, const NetworkSpec& network) {
  const std::size_t time = problem.domain.space.size();
  return std::any_of(network.inputs.begin(), network.inputs.end(), [&](const InputFeature& feature) {
    return feature.method && feature.method->method().periodic &&
           std::find(feature.coordinates.begin(), feature.coordinates.end(), time) != feature.coordinates.end();
  });
}

bool ends_by_itself(const Stage& stage) { return stage.method().traits.solves_least_squares(); }

double longest_slice(const Path& path, std::size_t count) {
  const double start = path.times.front(), time = path.times.back() - start;
  const auto boundary = [&](std::size_t k) {
    return start + time * static_cast<double>(k) / static_cast<double>(count);
  };
  double longest = 0;
  for (std::size_t k = 0; k < count; ++k) longest = std::max(longest, path.distance(boundary(k), boundary(k + 1)));
  return longest;
}

/// As few as it takes for no slice to be longer than `furthest`: from what all of them together ask for to three times
/// as many, which serve a path that goes fast for a while. One that goes its way in a moment is not helped by slices.
std::size_t slices_of(const Path& path) {
  const double all = std::ceil(path.distances.back() / furthest);
  const auto least = static_cast<std::size_t>(std::clamp(all, 1.0, static_cast<double>(most_windows)));
  for (std::size_t count = least; count <= std::min(3 * least, most_windows); ++count)
    if (longest_slice(path, count) <= furthest) return count;
  return least;
}

}  // namespace

std::string why_uncuttable(const Problem& problem) {
  if (!problem.domain.time) return "it has no time";
  if (!has_condition(problem, ConditionKind::initial))
    return "it has no initial condition, so nothing would be carried from one window to the next";
  if (has_condition(problem, ConditionKind::fit)) return "it is fitted to values, which need all times at once";
  if (!problem.unknowns.empty()) return "every window would find values of its own for the unknowns";
  if (!problem.ansatz.empty()) return "an ansatz is made for the start of time, and every window has another";
  for (const Condition& condition : problem.conditions)
    if (on_face_of_time(problem, condition))
      return fmt::format("condition `{}` holds at one time, which most windows do not contain", condition.name);
  for (const NetworkSpec& network : problem.networks)
    if (periodic_in_time(problem, network))
      return fmt::format("network `{}` would repeat itself in every window", network.name);
  return "";
}

double Path::distance(double from, double to) const {
  const auto at = [&](double time) {
    const auto next = std::lower_bound(times.begin(), times.end(), time);
    if (next == times.begin()) return 0.0;
    if (next == times.end()) return distances.back();
    const auto k = static_cast<std::size_t>(next - times.begin());
    const double part = (time - times[k - 1]) / (times[k] - times[k - 1]);
    return distances[k - 1] + part * (distances[k] - distances[k - 1]);
  };
  return at(to) - at(from);
}

double distance_of(const Problem& problem) {
  const Path path = path_of(problem);
  return path.times.empty() ? 0 : path.distances.back();
}

std::size_t windows_of(const Problem& problem) {
  if (problem.sampling.windows != 0) return problem.sampling.windows;
  if (!std::all_of(problem.stages.begin(), problem.stages.end(), ends_by_itself)) return 1;
  if (!why_uncuttable(problem).empty()) return 1;
  const Path path = path_of(problem);
  return path.times.empty() ? 1 : slices_of(path);
}

std::vector<std::string> windows_in_words(const Problem& stated) {
  const std::size_t windows = windows_of(stated);
  if (stated.sampling.windows != 0 || windows == 1) return {};
  return {
      fmt::format("time is cut into {} windows, solved one after another: over all of it the solution turns, grows or "
                  "decays {:.0f} times over (windows = 1: one for all)",
                  windows, distance_of(stated))};
}

}  // namespace ansatz
