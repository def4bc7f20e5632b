#include "plots/cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "plots/outline.hpp"
#include "points/domain.hpp"

namespace ansatz::plots {
namespace {

std::vector<double> middles(const std::vector<double>& edges) {
  std::vector<double> values;
  for (std::size_t k = 0; k + 1 < edges.size(); ++k) values.push_back(edges[k] + (edges[k + 1] - edges[k]) / 2);
  return values;
}

/// Places in a cell, from -1 to 1 along each side, the nearest to its middle first.
std::vector<std::array<double, 2>> places_in_cell() {
  std::vector<std::array<double, 2>> places;
  for (const double y : {0.0, -0.5, 0.5, -0.98, 0.98})
    for (const double x : {0.0, -0.5, 0.5, -0.98, 0.98}) places.push_back({x, y});
  std::stable_sort(places.begin(), places.end(),
                   [](const auto& a, const auto& b) { return std::hypot(a[0], a[1]) < std::hypot(b[0], b[1]); });
  return places;
}

}  // namespace

Cells::Cells(const Plot& plot, const Problem& problem, std::size_t count)
    : problem_(problem),
      i_(plot.over.at(0)),
      j_(plot.over.at(1)),
      x_edges_(axis_of(problem, i_, count + 1)),
      y_edges_(axis_of(problem, j_, count + 1)),
      x_(middles(x_edges_)),
      y_(middles(y_edges_)) {}

figures::Panel Cells::panel(std::string title) const {
  figures::Panel panel;
  panel.title = std::move(title);
  const auto axis = [&](figures::Axis& of, std::size_t coordinate, const std::vector<double>& edges) {
    of.label = coordinate_label(problem_, coordinate);
    of.from = edges.front();
    of.to = edges.back();
  };
  axis(panel.x, i_, x_edges_);
  axis(panel.y, j_, y_edges_);
  panel.same_scale = both_lengths(problem_, i_, j_);
  return panel;
}

bool Cells::into_domain(double* point, std::size_t column, std::size_t row) const {
  static const std::vector<std::array<double, 2>> places = places_in_cell();
  const double half_width = (x_edges_[column + 1] - x_edges_[column]) / 2;
  const double half_height = (y_edges_[row + 1] - y_edges_[row]) / 2;
  for (const std::array<double, 2>& place : places) {
    point[i_] = x_[column] + place[0] * half_width;
    point[j_] = y_[row] + place[1] * half_height;
    if (contains(problem_.domain, point)) return true;
  }
  return false;
}

std::vector<double> Cells::points(const Held& held) const {
  std::vector<double> all = points_over(held, i_, x_, j_, y_);
  double* point = all.data();
  for (std::size_t row = 0; row < y_.size(); ++row)
    for (std::size_t column = 0; column < x_.size(); ++column, point += held.point.size())
      into_domain(point, column, row);
  return all;
}

void Cells::lay(figures::HeatMap map, const Held& held, figures::Panel& panel) const {
  figures::Outline rim;
  if (problem_.domain.space.size() > 1) rim = outline_of(problem_.domain, i_, j_, held.point);  // else the frame is it
  map.cut = !rim.rims.empty();
  panel.layers.push_back(std::move(map));
  if (!rim.rims.empty()) panel.layers.push_back(std::move(rim));
}

figures::HeatMap Cells::map(std::vector<double> values, const Held& held) const {
  figures::HeatMap map;
  map.x_edges = x_edges_;
  map.y_edges = y_edges_;
  map.values = std::move(values);
  const std::vector<double> all = points(held);
  for (std::size_t p = 0; p < map.values.size(); ++p)
    map.outside.push_back(!contains(problem_.domain, all.data() + p * held.point.size()));
  return map;
}

figures::HeatMap Cells::largest_of(const std::vector<double>& points, const std::vector<double>& values,
                                   const Held& held) const {
  figures::HeatMap map;
  map.x_edges = x_edges_;
  map.y_edges = y_edges_;
  map.values.assign(x_.size() * y_.size(), 0);
  map.outside.assign(map.values.size(), 1);
  const auto cell_of = [](const std::vector<double>& edges, double value) {
    return static_cast<std::size_t>(std::upper_bound(edges.begin() + 1, edges.end() - 1, value) - edges.begin()) - 1;
  };
  for (std::size_t p = 0; p < values.size(); ++p) {
    const double* point = points.data() + p * held.point.size();
    const std::size_t cell = cell_of(y_edges_, point[j_]) * x_.size() + cell_of(x_edges_, point[i_]);
    map.values[cell] = map.outside[cell] != 0 ? values[p] : std::max(map.values[cell], values[p]);
    map.outside[cell] = 0;
  }
  return map;
}

}  // namespace ansatz::plots
