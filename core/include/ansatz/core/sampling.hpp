// Points spread over a domain, its start in time, and parts of its boundary.
//
// Every place is a *chart* or a few: images of a unit cube, perhaps with a part cut away. Sampling draws points
// of the unit cube (sampler.hpp), maps them, and keeps those that are in; it draws more until exactly as
// many as were asked for are in. A seed and the name of a stream decide all of them.
//
// On a shape that is not a box lhs and sobol are drawn over its bounding box, so their stratification holds for
// what was drawn. Distances along patches are uniform by measure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// Coordinates are stored one after another, those of space first and then time.
struct PointSet {
  std::size_t dimensions = 0;
  std::size_t count = 0;
  std::vector<double> points;  // [i * count + p]: coordinate i of point p
  /// [i * count + p]: component i (space only) of the outward unit normal at point p. Empty when no point has
  /// one (interior, initial, isolated points, faces of time); NaN at such points when others have one.
  std::vector<double> normals;
  /// [k * count + p]: quantity k as it was measured at point p; empty where nothing was.
  std::vector<double> measured{};
};

/// The points of these numbers, in this order.
PointSet pick(const PointSet& set, std::span<const std::size_t> points);
/// The first `count` points.
PointSet first_points(const PointSet& set, std::size_t count);
/// Points one after another, each with all coordinates, as functions of a point want them.
std::vector<double> point_by_point(const PointSet& set);
/// The points of both, which have normals and measured values both or neither, unless one is empty.
PointSet joined(const PointSet& a, const PointSet& b);

/// Points of space and time: the closed domain for `grid`, any point of it for the other methods. Throws
/// UserError when the shape fills so little of its bounding box that no points are found in it.
PointSet sample_interior(const Domain& domain, std::size_t count, const Sampler& method, std::uint64_t seed,
                         std::string_view stream);

/// Points of space at the start of time. Without space coordinates that is a single point, whatever the count.
/// Throws UserError when the domain has no time.
PointSet sample_initial(const Domain& domain, std::size_t count, const Sampler& method, std::uint64_t seed,
                        std::string_view stream);

/// Points of a region, shared among its places by measure, at least one each. Isolated points (the two ends of
/// an interval when there is no time) come once each and whatever the count; then fewer or more than `count`
/// come out. Throws UserError, naming the place, when no part of the boundary is there.
PointSet sample_boundary(const Domain& domain, const Region& region, std::size_t count, const Sampler& method,
                         std::uint64_t seed, std::string_view stream);

/// Length, area or volume of a region (times the length of time), the measure that shares out points. An isolated
/// point counts 1. Exact for whole faces; what `where` or a cut leaves of one is estimated to about a percent.
double boundary_measure(const Domain& domain, const Region& region);

/// The same for the start of time: length, area or volume of the domain in space.
double initial_measure(const Domain& domain);

}  // namespace ansatz
