#include "thinned.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>
#include <variant>
#include <vector>

namespace ansatz::cli {
namespace {

using Numbers = std::vector<double>;
using Indices = std::vector<std::size_t>;

Numbers picked(const Numbers& values, const Indices& indices) {
  Numbers some;
  if (values.empty()) return some;
  for (const std::size_t i : indices) some.push_back(values[i]);
  return some;
}

double width_of(const Numbers& values) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (const double value : values)
    if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
  return high > low ? high - low : 0;
}

/// Edges of so many cells over the same range, and the number of the cell that the middle of each was in.
std::pair<Numbers, Indices> coarser(const Numbers& edges, std::size_t cells) {
  Numbers fewer;
  Indices from;
  const double width = (edges.back() - edges.front()) / static_cast<double>(cells);
  for (std::size_t k = 0; k <= cells; ++k)
    fewer.push_back(k == cells ? edges.back() : edges.front() + static_cast<double>(k) * width);
  for (std::size_t k = 0; k < cells; ++k) {
    const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, (fewer[k] + fewer[k + 1]) / 2);
    from.push_back(static_cast<std::size_t>(above - edges.begin()) - 1);
  }
  return {fewer, from};
}

bool thin_layer(figures::HeatMap& map, const Detail& detail) {
  const std::size_t columns = map.x_edges.size() - 1, rows = map.y_edges.size() - 1;
  if (columns <= detail.cells && rows <= detail.cells) return false;
  auto [x_edges, across] = coarser(map.x_edges, std::min(columns, detail.cells));
  auto [y_edges, up] = coarser(map.y_edges, std::min(rows, detail.cells));
  Indices cells;
  for (const std::size_t j : up)
    for (const std::size_t i : across) cells.push_back(j * columns + i);
  map.values = picked(map.values, cells);
  std::vector<std::uint8_t> outside;
  for (std::size_t k = 0; k < cells.size() && !map.outside.empty(); ++k) outside.push_back(map.outside[cells[k]]);
  map.outside = std::move(outside);
  map.x_edges = std::move(x_edges);
  map.y_edges = std::move(y_edges);
  return true;
}

/// As figures::thinned does for places on the page; gaps stay gaps.
bool thin_layer(figures::Line& line, const Detail& detail) {
  if (line.x.size() <= 2 * detail.columns) return false;
  const double column = std::max(width_of(line.x) / static_cast<double>(detail.columns), 1e-300);
  Indices kept;
  for (std::size_t begin = 0; begin < line.x.size();) {
    const double at = std::floor(line.x[begin] / column);
    std::size_t end = begin, low = begin, high = begin;
    for (; end < line.x.size() && (end == begin || std::floor(line.x[end] / column) == at); ++end) {
      if (line.y[end] < line.y[low]) low = end;
      if (line.y[end] > line.y[high]) high = end;
    }
    const std::set<std::size_t> of_column{begin, low, high, end - 1};
    kept.insert(kept.end(), of_column.begin(), of_column.end());
    begin = end;
  }
  for (Numbers* values : {&line.x, &line.y, &line.lower, &line.upper}) *values = picked(*values, kept);
  return false;  // the picture is the same
}

/// Every so many-th; whoever draws some of many has mixed them.
bool thin_layer(figures::Points& points, const Detail& detail) {
  if (points.x.size() <= detail.marks) return false;
  Indices kept;
  for (std::size_t k = 0; k < detail.marks; ++k) kept.push_back(k * points.x.size() / detail.marks);
  points.x = picked(points.x, kept);
  points.y = picked(points.y, kept);
  return true;
}

/// Arrows stand in rows and columns, of which every so many-th stays.
bool thin_layer(figures::Arrows& arrows, const Detail& detail) {
  if (arrows.x.size() <= detail.marks) return false;
  const std::set<double> columns(arrows.x.begin(), arrows.x.end()), rows(arrows.y.begin(), arrows.y.end());
  const auto stride = static_cast<std::ptrdiff_t>(
      std::ceil(std::sqrt(static_cast<double>(arrows.x.size()) / static_cast<double>(detail.marks))));
  const auto stays = [&](const std::set<double>& all, double value) {
    return std::distance(all.begin(), all.find(value)) % stride == stride / 2;
  };
  Indices kept;
  for (std::size_t k = 0; k < arrows.x.size(); ++k)
    if (stays(columns, arrows.x[k]) && stays(rows, arrows.y[k])) kept.push_back(k);
  for (Numbers* values : {&arrows.x, &arrows.y, &arrows.u, &arrows.v}) *values = picked(*values, kept);
  return true;
}

/// Douglas, Peucker, "Algorithms for the reduction of the number of points required to represent a digitized line",
/// Cartographica 10 (1973): both ends, and of what lies between the farthest from their chord, while that is too far.
void simplify(figures::Polyline& line, double width, double height) {
  if (line.x.size() < 3 || !(width > 0) || !(height > 0)) return;
  std::vector<bool> keep(line.x.size(), false);
  keep.front() = keep.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.x.size() - 1}};
  while (!open.empty()) {
    const auto [from, to] = open.back();
    open.pop_back();
    const double dx = (line.x[to] - line.x[from]) / width, dy = (line.y[to] - line.y[from]) / height;
    const double length = std::hypot(dx, dy);
    double farthest = 1;
    std::size_t at = from;
    for (std::size_t k = from + 1; k < to; ++k) {
      const double x = (line.x[k] - line.x[from]) / width, y = (line.y[k] - line.y[from]) / height;
      const double distance = length > 1e-9 ? std::abs(x * dy - y * dx) / length : std::hypot(x, y);
      if (distance > farthest) farthest = distance, at = k;
    }
    if (at == from) continue;
    keep[at] = true;
    open.push_back({from, at});
    open.push_back({at, to});
  }
  Indices kept;
  for (std::size_t k = 0; k < keep.size(); ++k)
    if (keep[k]) kept.push_back(k);
  line.x = picked(line.x, kept);
  line.y = picked(line.y, kept);
}

void simplify(std::vector<figures::Polyline>& lines, const Detail& detail) {
  Numbers x, y;
  for (const figures::Polyline& line : lines) {
    x.insert(x.end(), line.x.begin(), line.x.end());
    y.insert(y.end(), line.y.begin(), line.y.end());
  }
  const double quarters = 4 * static_cast<double>(detail.columns);
  for (figures::Polyline& line : lines) simplify(line, width_of(x) / quarters, width_of(y) / quarters);
}

bool thin_layer(figures::Outline& outline, const Detail& detail) {
  simplify(outline.rims, detail);
  return false;
}
bool thin_layer(figures::Streamlines& stream, const Detail& detail) {
  simplify(stream.lines, detail);
  return false;
}
bool thin_layer(figures::ReferenceLine&, const Detail&) { return false; }

std::size_t points_of(const std::vector<figures::Polyline>& lines) {
  std::size_t count = 0;
  for (const figures::Polyline& line : lines) count += line.x.size();
  return count;
}

/// Numbers as text, and values of maps, which are packed.
constexpr std::size_t a_number = 10, a_cell = 4, a_layer = 300;

}  // namespace

bool thin(figures::Layer& layer, const Detail& detail) {
  return std::visit([&](auto& one) { return thin_layer(one, detail); }, layer);
}

std::size_t bytes_of(const figures::Layer& layer) {
  struct Visitor {
    std::size_t operator()(const figures::HeatMap& map) const { return a_cell * map.values.size(); }
    std::size_t operator()(const figures::Line& line) const {
      return a_number * (line.x.size() + line.y.size() + line.lower.size() + line.upper.size());
    }
    std::size_t operator()(const figures::Points& points) const { return 2 * a_number * points.x.size(); }
    std::size_t operator()(const figures::Arrows& arrows) const { return 4 * a_number * arrows.x.size(); }
    std::size_t operator()(const figures::Outline& outline) const { return 2 * a_number * points_of(outline.rims); }
    std::size_t operator()(const figures::Streamlines& stream) const { return 2 * a_number * points_of(stream.lines); }
    std::size_t operator()(const figures::ReferenceLine&) const { return a_number; }
  };
  return a_layer + std::visit(Visitor{}, layer);
}

}  // namespace ansatz::cli
