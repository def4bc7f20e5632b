#include "plots/flow.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "plots/cells.hpp"

namespace ansatz::plots {
namespace {

/// The number of the cell that a value lies in; nothing outside.
std::optional<std::size_t> cell(const std::vector<double>& axis, double value) {
  if (!(value >= axis.front() && value <= axis.back())) return std::nullopt;
  const auto above = std::upper_bound(axis.begin(), axis.end() - 1, value);
  return static_cast<std::size_t>(above - axis.begin()) - 1;
}

std::vector<double> magnitudes(const Plot& plot, const Sample& sample, const std::vector<double>& points) {
  const std::vector<Quantity> both{plot.of[0].value, plot.of[1].value};
  const auto values = sample.solution.evaluate_all(both, points, Outside::not_a_number);
  std::vector<double> lengths;
  for (std::size_t p = 0; p < values[0].size(); ++p) lengths.push_back(std::hypot(values[0][p], values[1][p]));
  return lengths;
}

}  // namespace

std::optional<Vector2> FlowGrid::at_node(std::size_t i, std::size_t j) const {
  const std::size_t p = j * x.size() + i;
  if (!std::isfinite(u[p]) || !std::isfinite(v[p])) return std::nullopt;
  return Vector2{u[p], v[p]};
}

std::optional<Vector2> FlowGrid::at(Vector2 point) const {
  const auto i = cell(x, point[0]), j = cell(y, point[1]);
  if (!i || !j) return std::nullopt;
  const double a = (point[0] - x[*i]) / (x[*i + 1] - x[*i]), b = (point[1] - y[*j]) / (y[*j + 1] - y[*j]);
  Vector2 sum{};
  for (const std::size_t di : {0, 1})
    for (const std::size_t dj : {0, 1}) {
      const auto node = at_node(*i + di, *j + dj);
      if (!node) return std::nullopt;
      const double part = (di == 1 ? a : 1 - a) * (dj == 1 ? b : 1 - b);
      for (const std::size_t k : {0, 1}) sum[k] += part * (*node)[k];
    }
  return sum;
}

figures::Figure draw_flow(const Plot& plot, const Solution& solution, const Snapshots& snapshots,
                          std::vector<double> x_nodes, std::vector<double> y_nodes,
                          const std::function<figures::Layer(const FlowGrid&)>& layer) {
  constexpr std::size_t cells_along = 100;
  const std::size_t i = plot.over[0], j = plot.over[1];
  const Cells cells(plot, solution.problem(), cells_along);
  const std::string names = plot.of[0].name + ", " + plot.of[1].name;
  FlowGrid grid{std::move(x_nodes), std::move(y_nodes), {}, {}};
  figures::Figure figure;
  for (Sample& sample : samples_of(plot, solution, snapshots,
                                   [&](const Held& held) { return points_over(held, i, grid.x, j, grid.y); })) {
    grid.u = std::move(sample.values[0]);
    grid.v = std::move(sample.values[1]);
    figures::Panel panel = cells.panel(joined({names, sample.text}));
    figures::HeatMap map = cells.map(magnitudes(plot, sample, cells.points(sample.held)), sample.held);
    map.label = "|(" + names + ")|";
    cells.lay(std::move(map), sample.held, panel);
    panel.layers.push_back(layer(grid));
    figure.panels.push_back(std::move(panel));
  }
  figures::share_ranges(figure);
  return figure;
}

}  // namespace ansatz::plots
