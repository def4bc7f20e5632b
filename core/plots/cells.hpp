// The cells of a picture over two coordinates: a regular grid over the bounding box, values taken in their middles.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plots/kind.hpp"
#include "plots/samples.hpp"

namespace ansatz::plots {

class Cells {
 public:
  /// `count` along each of the two coordinates that the plot runs over.
  Cells(const Plot& plot, const Problem& problem, std::size_t count);

  /// A panel with both axes, and nothing in it.
  figures::Panel panel(std::string title) const;
  /// The middles of all cells, point by point.
  std::vector<double> points(const Held& held) const;
  /// The values as a layer; cells outside of the domain are marked as such.
  figures::HeatMap map(std::vector<double> values, const Solution& solution, const Held& held) const;
  /// Lays the map, and over it the rim of a domain in the plane, into a panel.
  void lay(figures::HeatMap map, figures::Panel& panel) const;

 private:
  const Problem& problem_;
  std::size_t i_, j_;
  std::vector<double> x_edges_, y_edges_, x_, y_;
};

}  // namespace ansatz::plots
