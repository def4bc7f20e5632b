// The cells of a picture over two coordinates: a regular grid over the bounding box. Values are taken in the middles of
// cells; of those that reach over a rim, where the middle is not in the domain, at a point that is. The picture is cut
// at the rim then.
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
  /// Where the values of all cells are taken, point by point.
  std::vector<double> points(const Held& held) const;
  /// The values there as a layer; cells without a point in the domain are marked as such.
  figures::HeatMap map(std::vector<double> values, const Held& held) const;
  /// A map of the largest of the values at points in each cell; cells without a point are marked as outside.
  figures::HeatMap largest_of(const std::vector<double>& points, const std::vector<double>& values,
                              const Held& held) const;
  /// Lays the map, and over it the rim of the domain where it is none of the frame, into a panel.
  void lay(figures::HeatMap map, const Held& held, figures::Panel& panel) const;

 private:
  /// Moves the point of a cell to where the domain holds it; false where no place is found.
  bool into_domain(double* point, std::size_t column, std::size_t row) const;

  const Problem& problem_;
  std::size_t i_, j_;
  std::vector<double> x_edges_, y_edges_, x_, y_;
};

}  // namespace ansatz::plots
