// Places on the page, in points of 1/72 inch, x to the right and y down; lines and areas cut to a rectangle.
//
// What lies far outside a range would be coordinates that renderers do not take, so everything is cut here, and no
// renderer is relied on to cut it.
#pragma once

#include <vector>

namespace ansatz::figures {

struct Place {
  double x = 0, y = 0;
};

using Trace = std::vector<Place>;

/// left <= right, top <= bottom.
struct Rect {
  double left = 0, top = 0, right = 0, bottom = 0;
  double width() const { return right - left; }
  double height() const { return bottom - top; }
  bool contains(Place p) const { return p.x >= left && p.x <= right && p.y >= top && p.y <= bottom; }
  Rect grown(double by) const { return {left - by, top - by, right + by, bottom + by}; }
};

/// Whether the segment meets the rectangle; if so, a and b become the ends of what lies within. Liang, Barsky, "A new
/// concept and method for line clipping", ACM Transactions on Graphics 3 (1984).
bool cut_segment(Place& a, Place& b, const Rect& rect);

/// The parts of an open line within the rectangle.
std::vector<Trace> cut_line(const Trace& line, const Rect& rect);

/// The part of an area within the rectangle. Sutherland, Hodgman, "Reentrant polygon clipping", Communications of the
/// ACM 17 (1974); parts that are apart stay joined along the rim.
Trace cut_area(const Trace& area, const Rect& rect);

/// The same line for an eye that sees columns of this width: of points that follow one another within a column the
/// first, the lowest, the highest and the last, so that every spike remains. Jugel, Jerzak, Hackenbroich, Markl, "M4: a
/// visualization-oriented time series data aggregation", PVLDB 7 (2014).
Trace thinned(const Trace& line, double column);

/// The first of the places in each square of this width. All lie in the rectangle.
Trace sifted(const Trace& places, const Rect& rect, double side);

}  // namespace ansatz::figures
