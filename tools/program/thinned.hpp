// Layers of figures with fewer numbers.
#pragma once

#include <cstddef>

#include "ansatz/core/figure.hpp"

namespace ansatz::cli {

/// How much of a panel is shown.
struct Detail {
  std::size_t cells;    // of a map, along each coordinate
  std::size_t columns;  // of a line: of each column its first, lowest, highest and last point
  std::size_t marks;    // of points and arrows in a layer
};

/// The layer with that much detail; whether a map or marks lost something, which a reader may want to know. A cell of a
/// coarser map has the value of the cell that its middle lies in. Closed lines and streamlines keep their shape to a
/// quarter of a column.
bool thin(figures::Layer& layer, const Detail& detail);

/// About how many bytes a layer takes in a page.
std::size_t bytes_of(const figures::Layer& layer);

}  // namespace ansatz::cli
