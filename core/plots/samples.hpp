// What the kinds of plots have in common: where values are taken, of which moment, and what panels are called.
//
// A plot is completed first: what it left empty is filled in (`complete`), so that a kind finds coordinates to run
// over, values for all others and at least one quantity where it reads any.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "ansatz/core/plot.hpp"
#include "ansatz/core/solution.hpp"

namespace ansatz::plots {

/// The plot with everything that it left empty chosen.
Plot complete(Plot plot, const Problem& problem);

/// A choice of values for the coordinates that are held.
struct Held {
  std::vector<double> point;  // all coordinates; those that the plot runs over are of no meaning
  std::string text;           // "t = 0.25", "x = 0, t = 1"; empty when nothing is held
};
/// Every combination of the values that the plot holds, the last coordinate running fastest.
std::vector<Held> held_places(const Plot& plot, const Problem& problem);

/// Values of coordinate `i` over the domain's bounding box, ends included.
std::vector<double> axis_of(const Problem& problem, std::size_t i, std::size_t count);

/// Points along one coordinate; over two, the first running fastest. Point by point, all coordinates of each.
std::vector<double> points_along(const Held& held, std::size_t i, std::span<const double> values);
std::vector<double> points_over(const Held& held, std::size_t i, std::span<const double> first, std::size_t j,
                                std::span<const double> second);

/// All that a plot draws, at one moment of training and one place.
struct Sample {
  std::string text;  // "t = 0.25, step 2000"; empty where nothing needs to be said
  Held held;
  Solution solution;                        // of that moment
  std::vector<double> points;               // point by point
  std::vector<std::vector<double>> values;  // [k][p] of quantity k of the plot; not a number outside the domain
};
/// By moment, then by place; quantities share what they have in common. `points_at` says where they are asked for.
std::vector<Sample> samples_of(const Plot& plot, const Solution& solution, const Snapshots& snapshots,
                               const std::function<std::vector<double>(const Held&)>& points_at);

/// A line whose points these are, without what lies outside the domain: a line for each piece within, of one colour,
/// the first of which has the label.
std::vector<figures::Line> within(const figures::Line& line, const Solution& solution, std::span<const double> points);

/// Exact values of a field at points, not a number outside the domain; empty where no formula for it is known.
std::vector<double> exact_values(const Solution& solution, const PlotQuantity& quantity,
                                 std::span<const double> points);
/// Whether such a formula is known.
bool has_exact(const Problem& problem, const PlotQuantity& quantity);

/// "u, t = 0.25, step 2000": the parts that are not empty.
std::string joined(std::initializer_list<std::string> parts);
/// The name of coordinate `i`.
std::string coordinate_label(const Problem& problem, std::size_t i);
/// Whether both are coordinates of space, which are drawn to one scale.
bool both_lengths(const Problem& problem, std::size_t i, std::size_t j);

}  // namespace ansatz::plots
