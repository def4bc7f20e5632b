// Points as a solution is given them: which of them have a solution, in which window of time, and what they are in the
// order that programs want.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "ansatz/core/sampling.hpp"
#include "ansatz/core/solution.hpp"

namespace ansatz {

/// The number of points in `points`. Throws UserError when the numbers are no whole number of points.
std::size_t count_points(const Problem& problem, std::span<const double> points);

/// Whether a point lies in the domain, or outside by no more than 1e-10 of its largest side.
bool nearly_inside(const Domain& domain, const double* point);

/// By window of time, the numbers of the points that lie in it; those without a solution are in none. With
/// `Outside::refuse` there are no such points: the first is a UserError.
std::vector<std::vector<std::size_t>> sorted_by_window(const Problem& problem, std::size_t windows_solved,
                                                       std::span<const double> points, Outside outside);

/// By window of time, the numbers of all points that lie in a time that was solved, in the domain or beside it.
std::vector<std::vector<std::size_t>> sorted_by_time(const Problem& problem, std::size_t windows_solved,
                                                     std::span<const double> points);

/// Those points, coordinate by coordinate.
PointSet gathered(const Problem& problem, std::span<const double> points, std::span<const std::size_t> members);

/// Gives points of the boundary their outward unit normals. Throws UserError where one is no point of it, naming what
/// asks for the normal.
void add_normals(const Domain& domain, PointSet& points, std::string_view asked_by);

}  // namespace ansatz
