#include "solution/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "points/domain.hpp"
#include "points/time_slices.hpp"
#include "problem/words.hpp"

namespace ansatz {
namespace {

constexpr double rounding = 1e-10;    // of the largest side: what decimal points in a file may be off by
constexpr double on_boundary = 1e-6;  // of the largest side
/// Of the largest side: the formula is off by h^2, rounding by 1e-16/h, both by about 1e-10.
constexpr double difference_step = 1e-5;

double largest_side(const Domain& domain) {
  double side = 0;
  for (const Interval& interval : bounding_box(domain)) side = std::max(side, interval.upper - interval.lower);
  return side;
}

/// The gradient of the distance to the boundary, as a unit vector.
std::vector<double> outward(const Geometry& shape, std::vector<double> point, double step) {
  std::vector<double> normal(point.size());
  double square = 0;
  for (std::size_t i = 0; i < point.size(); ++i) {
    const double here = point[i];
    point[i] = here + step;
    const double above = shape.signed_distance(point.data());
    point[i] = here - step;
    const double below = shape.signed_distance(point.data());
    point[i] = here;
    normal[i] = above - below;
    square += normal[i] * normal[i];
  }
  for (double& component : normal) component /= std::sqrt(square);
  return normal;
}

[[noreturn]] void refuse(const Problem& problem, const double* point, std::size_t solved) {
  const std::string place = describe(problem.domain, point);
  if (!nearly_inside(problem.domain, point))
    throw UserError(fmt::format("the point {} lies outside the domain, which is {}", place, describe(problem.domain)));
  throw UserError(fmt::format("there is no solution at {} yet: training has reached {} = {}, window {} of {}", place,
                              *problem.domain.time, time_slice(problem, solved - 1).upper, solved,
                              problem.sampling.windows));
}

}  // namespace

std::size_t count_points(const Problem& problem, std::span<const double> points) {
  const std::size_t dimensions = problem.domain.dimensions();
  if (points.size() % dimensions != 0)
    throw UserError(
        fmt::format("{} numbers are no points of {}: give {} for each, in the order of the domain, which is {}",
                    points.size(), counted(dimensions, "coordinate"), dimensions, describe(problem.domain)));
  return points.size() / dimensions;
}

bool nearly_inside(const Domain& domain, const double* point) {
  for (std::size_t i = 0; i < domain.dimensions(); ++i)
    if (!std::isfinite(point[i])) return false;
  if (contains(domain, point)) return true;
  const double close = rounding * largest_side(domain);
  if (!domain.space.empty() && domain.shape->signed_distance(point) > close) return false;
  const double* time = point + domain.space.size();
  return !domain.time || (domain.times.lower - close <= *time && *time <= domain.times.upper + close);
}

std::vector<std::vector<std::size_t>> sorted_by_window(const Problem& problem, std::size_t windows_solved,
                                                       std::span<const double> points, Outside outside) {
  const std::size_t count = count_points(problem, points), dimensions = problem.domain.dimensions();
  std::vector<std::vector<std::size_t>> members(windows_solved);
  for (std::size_t p = 0; p < count; ++p) {
    const double* point = points.data() + p * dimensions;
    const std::size_t window = time_slice_of(problem, point);
    if (window < windows_solved && nearly_inside(problem.domain, point))
      members[window].push_back(p);
    else if (outside == Outside::refuse)
      refuse(problem, point, windows_solved);
  }
  return members;
}

std::vector<std::vector<std::size_t>> sorted_by_time(const Problem& problem, std::size_t windows_solved,
                                                     std::span<const double> points) {
  const std::size_t count = count_points(problem, points), dimensions = problem.domain.dimensions();
  std::vector<std::vector<std::size_t>> members(windows_solved);
  for (std::size_t p = 0; p < count; ++p) {
    const std::size_t window = time_slice_of(problem, points.data() + p * dimensions);
    if (window < windows_solved) members[window].push_back(p);
  }
  return members;
}

PointSet gathered(const Problem& problem, std::span<const double> points, std::span<const std::size_t> members) {
  const std::size_t dimensions = problem.domain.dimensions();
  PointSet set{dimensions, members.size(), std::vector<double>(members.size() * dimensions), {}, {}};
  for (std::size_t p = 0; p < members.size(); ++p)
    for (std::size_t i = 0; i < dimensions; ++i)
      set.points[i * members.size() + p] = points[members[p] * dimensions + i];
  return set;
}

void add_normals(const Domain& domain, PointSet& points, std::string_view asked_by) {
  const std::size_t space = domain.space.size();
  const Geometry& shape = *domain.shape;
  const double side = largest_side(shape);
  points.normals.resize(space * points.count);
  std::vector<double> point(points.dimensions);
  for (std::size_t p = 0; p < points.count; ++p) {
    for (std::size_t i = 0; i < points.dimensions; ++i) point[i] = points.points[i * points.count + p];
    if (!(std::abs(shape.signed_distance(point.data())) <= on_boundary * side))
      throw UserError(
          fmt::format("condition `{}` speaks of the normal, which exists on the boundary alone; {} is not on it",
                      asked_by, describe(domain, point.data())));
    const std::vector<double> normal =
        outward(shape, {point.begin(), point.begin() + static_cast<std::ptrdiff_t>(space)}, difference_step * side);
    for (std::size_t i = 0; i < space; ++i) points.normals[i * points.count + p] = normal[i];
  }
}

}  // namespace ansatz
