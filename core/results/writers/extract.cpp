// What is wanted of a solution, and where.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/writers.hpp"
#include "points/domain.hpp"
#include "results/evaluation.hpp"

namespace ansatz {
namespace {

std::size_t count_of(const Places& places, std::size_t dimensions) {
  if (places.axes.empty()) return places.points.size() / dimensions;
  std::size_t count = 1;
  for (const std::vector<double>& axis : places.axes)
    if (__builtin_mul_overflow(count, axis.size(), &count)) return std::numeric_limits<std::size_t>::max();
  return count;
}

/// Each number is held as a point's, as a value, as it is gathered for a program, and as text or bytes of a file.
constexpr double bytes_a_number = 64;

void require_memory(std::size_t count, std::size_t numbers_a_point) {
  const double needed = static_cast<double>(count) * static_cast<double>(numbers_a_point) * bytes_a_number;
  const double there = static_cast<double>(::sysconf(_SC_PHYS_PAGES)) * static_cast<double>(::sysconf(_SC_PAGE_SIZE));
  if (needed <= 0.8 * there) return;
  constexpr double gigabyte = 1e9;
  throw UserError(
      fmt::format("{:.3g} points take about {:.3g} GB of memory, and this machine has {:.3g}; ask for fewer "
                  "points, or for a part of them at a time",
                  static_cast<double>(count), needed / gigabyte, there / gigabyte));
}

}  // namespace

std::vector<Column> fields_of(const Problem& problem) {
  std::vector<Column> columns;
  for (std::size_t i = 0; i < problem.fields.size(); ++i)
    columns.push_back({problem.fields[i], [i](const PointScope& at) { return at.field(i); }});
  return columns;
}

Places grid_of(const Problem& problem, std::span<const std::size_t> sizes, const std::map<std::size_t, double>& held) {
  const std::vector<Interval> box = bounding_box(problem.domain);
  std::vector<std::size_t> sides(box.size());
  if (sizes.empty()) {
    std::set<std::size_t> fixed;
    for (const auto& [i, value] : held) fixed.insert(i);
    sides = evaluation_sides(problem.domain, fixed);
  } else {
    std::string free;
    std::vector<std::size_t> wanted(sizes.begin(), sizes.end());
    for (std::size_t i = 0; i < box.size(); ++i)
      if (held.count(i) == 0) free += (free.empty() ? "" : ", ") + coordinate_name(problem.domain, i);
    if (wanted.size() + held.size() != box.size())
      throw UserError(fmt::format("the grid has {} size{}, and it needs one for each coordinate that is not held: {}",
                                  wanted.size(), wanted.size() == 1 ? "" : "s", free.empty() ? "none is left" : free));
    for (std::size_t i = 0, next = 0; i < box.size(); ++i)
      if (held.count(i) == 0) sides[i] = wanted[next++];
  }
  Places places;
  for (std::size_t i = 0; i < box.size(); ++i) {
    if (const auto at = held.find(i); at != held.end()) {
      places.axes.push_back({at->second});
      continue;
    }
    if (sides[i] == 0)
      throw UserError(fmt::format("a grid has at least 1 point along `{}`", coordinate_name(problem.domain, i)));
    require_memory(sides[i], 1);
    places.axes.push_back(grid_axis(box[i], sides[i]));
  }
  return places;
}

Places evaluation_places(const Problem& problem) { return {{}, point_by_point(evaluation_points(problem))}; }

Places usual_places(const Problem& problem) {
  return has_grid(problem.domain) ? grid_of(problem, {}) : evaluation_places(problem);
}

Extract::Extract(Solution solution, std::vector<Column> columns, Places places)
    : solution_(std::move(solution)), columns_(std::move(columns)), places_(std::move(places)) {
  const Domain& domain = problem().domain;
  std::set<std::string> names;
  for (std::size_t i = 0; i < domain.dimensions(); ++i) {
    coordinates_.push_back(coordinate_name(domain, i));
    names.insert(coordinates_.back());
  }
  for (const Column& column : columns_)
    if (!names.insert(column.name).second)
      throw UserError(fmt::format("two columns would be named `{}`; ask for it once", column.name));
  const bool grid = !places_.axes.empty();
  if (grid ? places_.axes.size() != coordinates_.size() : places_.points.size() % coordinates_.size() != 0)
    throw UserError(fmt::format("a point has {} coordinates here; the places have others", coordinates_.size()));
  count_ = count_of(places_, coordinates_.size());
  require_memory(count_, coordinates_.size() + columns_.size());
}

std::vector<std::size_t> Extract::free_coordinates() const {
  std::vector<std::size_t> free;
  for (std::size_t i = 0; i < places_.axes.size(); ++i)
    if (places_.axes[i].size() > 1) free.push_back(i);
  return free;
}

std::vector<double> Extract::points() const {
  if (places_.axes.empty()) return places_.points;
  const std::size_t dimensions = coordinates_.size();
  std::vector<double> points(count_ * dimensions);
  std::size_t stride = 1;
  for (std::size_t i = dimensions; i > 0; --i) {
    const std::vector<double>& axis = places_.axes[i - 1];
    for (std::size_t p = 0; p < count_; ++p) points[p * dimensions + i - 1] = axis[p / stride % axis.size()];
    stride *= axis.size();
  }
  return points;
}

std::vector<std::vector<double>> Extract::values(std::span<const double> points) const {
  std::vector<Quantity> quantities;
  for (const Column& column : columns_) quantities.push_back(column.value);
  return solution_.evaluate_all(quantities, points, Outside::not_a_number);
}

bool Extract::inside(const double* point) const {
  const bool strictly = !places_.axes.empty();
  return solution_.contains({point, coordinates_.size()}) && (!strictly || contains(problem().domain, point));
}

}  // namespace ansatz
