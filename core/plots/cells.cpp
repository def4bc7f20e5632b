#include "plots/cells.hpp"

#include <span>
#include <utility>

#include "plots/outline.hpp"

namespace ansatz::plots {
namespace {

std::vector<double> middles(const std::vector<double>& edges) {
  std::vector<double> values;
  for (std::size_t k = 0; k + 1 < edges.size(); ++k) values.push_back(edges[k] + (edges[k + 1] - edges[k]) / 2);
  return values;
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

std::vector<double> Cells::points(const Held& held) const { return points_over(held, i_, x_, j_, y_); }

void Cells::lay(figures::HeatMap map, figures::Panel& panel) const {
  panel.layers.push_back(std::move(map));
  if (!both_lengths(problem_, i_, j_)) return;  // the frame is the rim
  if (auto rim = outline_of(problem_.domain, i_, j_)) panel.layers.push_back(*std::move(rim));
}

figures::HeatMap Cells::map(std::vector<double> values, const Solution& solution, const Held& held) const {
  figures::HeatMap map;
  map.x_edges = x_edges_;
  map.y_edges = y_edges_;
  map.values = std::move(values);
  const std::vector<double> all = points(held);
  const std::size_t dimensions = held.point.size();
  for (std::size_t p = 0; p < map.values.size(); ++p)
    map.outside.push_back(!solution.contains(std::span(all).subspan(p * dimensions, dimensions)));
  return map;
}

}  // namespace ansatz::plots
