#include "figures/plane.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace ansatz::figures {
namespace {

/// Cuts the part [from, to] of a segment to the side of an edge on which distance + slope * t >= 0.
bool cut_to_side(double distance, double slope, double& from, double& to) {
  if (slope == 0) return distance >= 0;
  const double t = -distance / slope;
  if (slope > 0)
    from = std::max(from, t);
  else
    to = std::min(to, t);
  return from <= to;
}

/// An edge of a rectangle: the signed distance of a place from it, positive inside.
struct Edge {
  double nx, ny, offset;
  double inside(Place p) const { return nx * p.x + ny * p.y - offset; }
};

std::array<Edge, 4> edges_of(const Rect& r) {
  return {Edge{1, 0, r.left}, Edge{-1, 0, -r.right}, Edge{0, 1, r.top}, Edge{0, -1, -r.bottom}};
}

Place between(Place a, Place b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

}  // namespace

bool cut_segment(Place& a, Place& b, const Rect& rect) {
  double from = 0, to = 1;
  for (const Edge& edge : edges_of(rect)) {
    const double slope = edge.nx * (b.x - a.x) + edge.ny * (b.y - a.y);
    if (!cut_to_side(edge.inside(a), slope, from, to)) return false;
  }
  const Place begin = a;
  if (from > 0) a = between(begin, b, from);
  if (to < 1) b = between(begin, b, to);
  return true;
}

std::vector<Trace> cut_line(const Trace& line, const Rect& rect) {
  std::vector<Trace> parts;
  if (line.size() == 1 && rect.contains(line[0])) parts.push_back(line);
  bool joined = false;  // the segment before ended where this one begins
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    Place a = line[i], b = line[i + 1];
    const bool met = cut_segment(a, b, rect);
    if (met && !joined) parts.push_back({a});
    if (met) parts.back().push_back(b);
    joined = met && rect.contains(line[i + 1]);
  }
  return parts;
}

Trace cut_area(const Trace& area, const Rect& rect) {
  Trace rest = area;
  for (const Edge& edge : edges_of(rect)) {
    Trace kept;
    for (std::size_t i = 0; i < rest.size(); ++i) {
      const Place a = rest[i], b = rest[(i + 1) % rest.size()];
      const double da = edge.inside(a), db = edge.inside(b);
      if (da >= 0) kept.push_back(a);
      if ((da >= 0) != (db >= 0)) kept.push_back(between(a, b, da / (da - db)));
    }
    rest = std::move(kept);
  }
  return rest;
}

Trace thinned(const Trace& line, double column) {
  Trace kept;
  for (std::size_t begin = 0; begin < line.size();) {
    const double at = std::floor(line[begin].x / column);
    std::size_t end = begin, low = begin, high = begin;
    for (; end < line.size() && std::floor(line[end].x / column) == at; ++end) {
      if (line[end].y > line[low].y) low = end;
      if (line[end].y < line[high].y) high = end;
    }
    std::array<std::size_t, 4> marks{begin, std::min(low, high), std::max(low, high), end - 1};
    const auto last = std::unique(marks.begin(), marks.end());
    for (auto mark = marks.begin(); mark != last; ++mark) kept.push_back(line[*mark]);
    begin = end;
  }
  return kept;
}

Trace sifted(const Trace& places, const Rect& rect, double side) {
  const auto square = [&](double length) { return static_cast<std::size_t>(length / side); };
  const std::size_t columns = square(rect.width()) + 1;
  std::vector<bool> taken(columns * (square(rect.height()) + 1));
  Trace kept;
  for (const Place p : places) {
    const std::size_t at = square(p.y - rect.top) * columns + square(p.x - rect.left);
    if (!taken[at]) kept.push_back(p);
    taken[at] = true;
  }
  return kept;
}

}  // namespace ansatz::figures
