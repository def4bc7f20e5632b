// Heat maps and colour bars as pictures.
#pragma once

#include <vector>

#include "figures/plane.hpp"
#include "figures/png.hpp"
#include "figures/scaling.hpp"

namespace ansatz::figures {

/// A picture and where it lies on the page.
struct PlacedPicture {
  Rect where;
  Picture picture;
};

/// The part of a heat map within the axes' ranges; a picture without pixels where there is none. Cells outside the
/// domain are transparent, values that have no place hatched in grey. Each pixel has the colour of the cell under its
/// middle, so cells of any widths, on any axes, stand where the ticks say. A map that is cut has none where that middle
/// is not within the closed lines `rims`: within an odd number of them, as holes are rims as well.
PlacedPicture raster_of(const HeatMap& map, const Scaling& x, const Scaling& y, const Scaling& colours,
                        const Rect& plot, const std::vector<Polyline>& rims = {});

/// One column from the greatest, on top, to the least.
Picture colour_bar(ColourMap map);

}  // namespace ansatz::figures
