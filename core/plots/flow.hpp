// A vector field on a grid, as arrows and lines along it are drawn from.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "plots/kind.hpp"
#include "plots/samples.hpp"

namespace ansatz::plots {

using Vector2 = std::array<double, 2>;

struct FlowGrid {
  std::vector<double> x, y;  // ascending
  std::vector<double> u, v;  // at node (i, j): [j * x.size() + i]; not a number outside the domain

  /// Nothing where the domain does not reach, or a value is not finite.
  std::optional<Vector2> at_node(std::size_t i, std::size_t j) const;
  /// Bilinear between nodes; nothing where one of the four has nothing.
  std::optional<Vector2> at(Vector2 point) const;
};

/// A panel for each place and step: the magnitude of the field as colours, one range for all, the rim of the domain,
/// and what `layer` makes of the field on the grid with these nodes.
figures::Figure draw_flow(const Plot& plot, const Solution& solution, const Snapshots& snapshots,
                          std::vector<double> x_nodes, std::vector<double> y_nodes,
                          const std::function<figures::Layer(const FlowGrid&)>& layer);

}  // namespace ansatz::plots
