// Points in any order, put on the grid that they make.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/interpolation.hpp"

namespace ansatz {
namespace {

/// "(0.5, 2)"
std::string place(const Grid& grid, std::size_t number) {
  std::string text;
  for (std::size_t i = grid.axes.size(); i-- > 0; number /= grid.axes[i].size())
    text = fmt::format("{}{}{}", grid.axes[i][number % grid.axes[i].size()], text.empty() ? "" : ", ", text);
  return grid.axes.size() == 1 ? text : "(" + text + ")";
}

}  // namespace

Grid grid_from_points(std::span<const std::vector<double>> points, std::span<const double> values) {
  Grid grid;
  for (const std::vector<double>& coordinate : points) {
    std::vector<double>& axis = grid.axes.emplace_back(coordinate);
    std::sort(axis.begin(), axis.end());
    axis.erase(std::unique(axis.begin(), axis.end()), axis.end());
  }
  // Scattered points would make a grid that no memory holds; a grid has no more combinations than it has points.
  double combinations = 1;
  for (const std::vector<double>& axis : grid.axes) combinations *= static_cast<double>(axis.size());
  if (combinations > 2.0 * static_cast<double>(values.size())) {
    std::string sizes;
    for (const std::vector<double>& axis : grid.axes)
      sizes += fmt::format("{}{}", sizes.empty() ? "" : " x ", axis.size());
    throw UserError(fmt::format("the {} points are scattered, and make no grid: their coordinates have {} values",
                                values.size(), sizes));
  }
  grid.values.assign(static_cast<std::size_t>(combinations), 0);
  std::vector<bool> given(grid.values.size(), false);
  for (std::size_t p = 0; p < values.size(); ++p) {
    std::size_t number = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const std::vector<double>& axis = grid.axes[i];
      const auto at = std::lower_bound(axis.begin(), axis.end(), points[i][p]);
      number = number * axis.size() + static_cast<std::size_t>(at - axis.begin());
    }
    if (given[number]) throw UserError(fmt::format("there are two values at {}", place(grid, number)));
    given[number] = true;
    grid.values[number] = values[p];
  }
  const auto lacking = std::find(given.begin(), given.end(), false);
  if (lacking != given.end())
    throw UserError(fmt::format("the points make no whole grid: there is none at {}",
                                place(grid, static_cast<std::size_t>(lacking - given.begin()))));
  return grid;
}

}  // namespace ansatz
