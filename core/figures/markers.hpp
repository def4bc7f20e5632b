// Markers, arrows and their heads as shapes on the page.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "figures/marks.hpp"

namespace ansatz::figures {

/// The room that each of so many things has, in points, as if they stood on a square grid.
double spacing(std::size_t count, const Rect& plot);

/// The same marker at each of these places; `size` is 1 for a few.
Mark marker_mark(Marker marker, Trace places, const Style& style, double size = 1);

/// Data of a path that is a marker.
std::string marker_path(Marker marker, Place at, double size);

/// The radius of a dot.
constexpr double dot_radius = 1.5;

/// Areas of the style's colour.
Mark area_mark(std::string_view kind, std::vector<Trace> areas, const Style& style);

/// `along` has the length 1.
Trace arrow_head(Place tip, Place along, double length);

/// Tail and tip of each arrow that has a place, the longest about as long as arrows stand apart. A vector points where
/// a particle would move on the page, so arrows touch streamlines on any axes.
std::vector<std::pair<Place, Place>> arrows_on_page(const Arrows& arrows, const Frame& frame);

}  // namespace ansatz::figures
