// What cannot be cut is refused first; then the slices are made, and the points at which each is compared.
#include "training/windows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "points/collocation.hpp"
#include "points/time_slices.hpp"
#include "problem/evolution.hpp"
#include "results/evaluation.hpp"

namespace ansatz {
namespace {

[[noreturn]] void refuse(const std::string& why) {
  throw UserError(fmt::format("the problem cannot be solved in windows of time: {}", why));
}

/// The window that each point lies in.
std::vector<std::size_t> window_of_each(const Problem& problem, const PointSet& points) {
  std::vector<std::size_t> windows;
  const std::vector<double> coordinates = point_by_point(points);
  for (std::size_t p = 0; p < points.count; ++p)
    windows.push_back(time_slice_of(problem, coordinates.data() + p * points.dimensions));
  return windows;
}

std::vector<double> pick(const std::vector<double>& values, const std::vector<std::size_t>& members) {
  std::vector<double> picked;
  for (const std::size_t p : members) picked.push_back(values[p]);
  return picked;
}

void require_tables(const Problem& problem, std::size_t points) {
  for (const ExactField& field : problem.exact)
    if (!field.evaluate && field.values.size() != points)
      throw UserError(fmt::format("the exact values of field `{}` are {}, and there are {} evaluation points",
                                  name_of(problem, field), field.values.size(), points));
}

/// The problem on its k-th slice of time; tables of exact values are cut with it.
Window slice(const Problem& problem, std::size_t k, const PointSet& points, std::vector<std::size_t> members) {
  Window window{problem, std::move(members), {}};
  window.points = ansatz::pick(points, window.members);
  Problem& part = window.problem;
  if (problem.domain.time) part.domain.times = time_slice(problem, k);
  if (!problem.evaluation_points.empty()) part.evaluation_points = point_by_point(window.points);
  for (ExactField& field : part.exact)
    if (!field.evaluate) field.values = pick(field.values, window.members);
  return window;
}

/// Complains before anything is trained, not when a window is reached.
void require_points(const std::vector<Window>& windows) {
  for (std::size_t k = 1; k < windows.size(); ++k) {
    try {
      place_points(windows[k].problem);
    } catch (const UserError& error) {
      refuse(fmt::format("in window {} of {}, {}", k + 1, windows.size(), error.what()));
    }
  }
}

}  // namespace

std::vector<Window> cut(const Problem& problem) {
  const std::size_t count = problem.sampling.windows;
  if (const std::string why = why_uncuttable(problem); count > 1 && !why.empty()) refuse(why);
  const PointSet points = evaluation_points(problem);
  require_tables(problem, points.count);
  const std::vector<std::size_t> lies_in = window_of_each(problem, points);
  std::vector<Window> windows;
  for (std::size_t k = 0; k < count; ++k) {
    std::vector<std::size_t> members;
    for (std::size_t p = 0; p < points.count; ++p)
      if (lies_in[p] == k) members.push_back(p);
    windows.push_back(slice(problem, k, points, std::move(members)));
  }
  require_points(windows);
  return windows;
}

}  // namespace ansatz
