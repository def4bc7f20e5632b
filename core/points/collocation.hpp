// Which points each condition is imposed at, and how much each of them counts.
//
// Conditions imposed at the same points form a group: their residuals share one axis of the graph, and with it
// every value and derivative of the network there. All equations form one group; so do all initial conditions,
// and all fits. A condition that asks for its own number of points, or selects points with `where`, and every
// boundary condition, is a group of its own. So is a fit to data, which holds at the points of the data alone.
//
// `Sampling::boundary` points are shared by the boundary and initial conditions, so that together they estimate
// one mean over N_u points (MSE_u of the LAAF paper) however they are split into statements:
//
//   * where there are both, half of the points go to the initial conditions, half to the boundary conditions.
//     (The ratio of an area in space to one in space-time depends on the units of time; one half does not.)
//   * boundary conditions share theirs by the measure of their regions;
//   * a term of this pool is the mean over its own N_k points times N_k / N_u, unless `Weighting::mean` is `each`.
//
// For Burgers' equation with 400 points this gives 200 to the start and 100 to each wall, and
// start + walls = 1/400 sum over all points of r^2. Conditions with their own number of points, and those at
// isolated points (`on point(...)`), stand outside the pool: each is a mean of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "ansatz/core/sampling.hpp"

namespace ansatz {

struct PointGroup {
  ConditionKind kind = ConditionKind::equation;
  std::string name;                     // names the axis, in messages
  std::vector<std::size_t> conditions;  // indices into Problem::conditions
  PointSet points;
  std::size_t fixed = 0;  // points at the front that no draw replaces: data, and those of `Sampling::at`
  double share = 1;       // what the mean over these points is multiplied with

  /// Whether all of it stays through all draws.
  bool stays() const { return fixed == points.count; }
};

/// A group before its points are drawn.
struct PlannedGroup {
  std::vector<std::size_t> conditions;
  std::size_t points = 0;
};

/// What `place_points` is asked for. Nothing is drawn for it: those that share `Sampling::boundary` have equal parts of
/// it here.
std::vector<PlannedGroup> planned_groups(const Problem& problem);

/// Samples the points of all conditions. Every condition is in exactly one group. Throws UserError when a
/// condition has no point.
std::vector<PointGroup> place_points(const Problem& problem);

/// As many points as the group has: those that are fixed, the others new. The number of the draw, from 1, decides them
/// together with the seed: in a grid all draws are equal.
PointSet redraw(const Problem& problem, const PointGroup& group, std::uint64_t draw);

/// `count` independent, uniform points where the group's equations hold: what an adaptive resampling picks from.
PointSet candidates(const Problem& problem, const PointGroup& group, std::size_t count, std::uint64_t draw);

}  // namespace ansatz
