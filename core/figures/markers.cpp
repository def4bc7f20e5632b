#include "figures/markers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "figures/svg_writer.hpp"

namespace ansatz::figures {
namespace {

/// Radii of markers that look equally large, in points.
constexpr double square_half = 1.35, diamond_radius = 1.9, triangle_radius = 2, stroke_radius = 1.7;
constexpr double ring_width = 0.8;

std::string moved(Place at, std::string_view shape) {
  return fmt::format("M{},{}{}", number_text(at.x), number_text(at.y), shape);
}

std::string circle_at(Place at, double radius) {
  const std::string r = number_text(radius), d = number_text(2 * radius);
  return moved({at.x - radius, at.y}, fmt::format("a{0},{0} 0 1 0 {1},0a{0},{0} 0 1 0 -{1},0z", r, d));
}

/// How fast the place on an axis moves when the value does so at `rate`, in shares of the axis.
double share_rate(const Scaling& scaling, double value, double rate) {
  if (scaling.scale == Scale::log) return rate / value / (std::log(scaling.to) - std::log(scaling.from));
  return rate / (scaling.to - scaling.from);
}

}  // namespace

double spacing(std::size_t count, const Rect& plot) {
  return std::sqrt(plot.width() * plot.height() / static_cast<double>(std::max<std::size_t>(1, count)));
}

std::string marker_path(Marker marker, Place at, double size) {
  switch (marker) {
    case Marker::dot:
    case Marker::ring: return circle_at(at, size * dot_radius);
    case Marker::square: {
      const double half = size * square_half;
      const std::string side = number_text(2 * half);
      return moved({at.x - half, at.y - half}, fmt::format("h{0}v{0}h-{0}z", side));
    }
    case Marker::diamond: {
      const double radius = size * diamond_radius;
      const std::string r = number_text(radius);
      return moved({at.x - radius, at.y}, fmt::format("l{0},-{0} {0},{0} -{0},{0}z", r));
    }
    case Marker::triangle: {
      const double radius = size * triangle_radius, half = radius * std::sqrt(3.0) / 2, height = 1.5 * radius;
      return moved({at.x - half, at.y + radius / 2},
                   fmt::format("h{}l-{},-{}z", number_text(2 * half), number_text(half), number_text(height)));
    }
    case Marker::cross: {
      const double half = size * stroke_radius / std::numbers::sqrt2;
      return moved({at.x - half, at.y - half}, fmt::format("l{0},{0}m-{0},0l{0},-{0}", number_text(2 * half)));
    }
    case Marker::plus: {
      const double radius = size * stroke_radius;
      const std::string r = number_text(radius), d = number_text(2 * radius);
      return moved({at.x - radius, at.y}, fmt::format("h{1}m-{0},-{0}v{1}", r, d));
    }
  }
  return "";
}

Mark marker_mark(Marker marker, Trace places, const Style& style, double size) {
  Mark mark{.kind = "points"};
  mark.pieces.push_back(std::move(places));
  mark.marker = marker;
  mark.marker_size = size;
  const bool strokes = marker == Marker::cross || marker == Marker::plus;
  if (marker == Marker::ring) mark.fill = style.background;
  if (strokes || marker == Marker::ring) {
    mark.stroke = style.colour;
    mark.width = ring_width * size;
  } else {
    mark.fill = style.colour;
  }
  return mark;
}

Mark area_mark(std::string_view kind, std::vector<Trace> areas, const Style& style) {
  Mark mark{.kind = kind};
  mark.pieces = std::move(areas);
  mark.filled = true;
  mark.fill = style.colour;
  return mark;
}

Trace arrow_head(Place tip, Place along, double length) {
  const double half = length * 0.38;
  const Place back{tip.x - length * along.x, tip.y - length * along.y};
  return {tip, {back.x - half * along.y, back.y + half * along.x}, {back.x + half * along.y, back.y - half * along.x}};
}

std::vector<std::pair<Place, Place>> arrows_on_page(const Arrows& arrows, const Frame& frame) {
  struct Vector {
    Place tail, by;
  };
  std::vector<Vector> vectors;
  double longest = 0;
  for (std::size_t i = 0; i < arrows.x.size(); ++i) {
    const double x = arrows.x[i], y = arrows.y[i], u = arrows.u[i], v = arrows.v[i];
    if (!has_place(frame.x.scale, x) || !has_place(frame.y.scale, y)) continue;
    const Place by{share_rate(frame.x, x, u) * frame.plot.width(), -share_rate(frame.y, y, v) * frame.plot.height()};
    if (!std::isfinite(by.x) || !std::isfinite(by.y)) continue;
    vectors.push_back({frame(x, y), by});
    longest = std::max({longest, std::abs(by.x), std::abs(by.y)});
  }
  constexpr double least = 4, most = 24;
  const double longest_arrow = std::clamp(0.95 * spacing(vectors.size(), frame.plot), least, most);
  std::vector<std::pair<Place, Place>> ends;
  if (arrows.same_length) {
    const double half = longest_arrow / 2 * 0.85;  // so that arrows in a row do not touch
    for (const Vector& vector : vectors) {
      const double size = std::hypot(vector.by.x, vector.by.y);
      const Place by = size > 0 ? Place{half * (vector.by.x / size), half * (vector.by.y / size)} : Place{};
      ends.emplace_back(Place{vector.tail.x - by.x, vector.tail.y - by.y},
                        Place{vector.tail.x + by.x, vector.tail.y + by.y});
    }
    return ends;
  }
  // Two steps, so that neither very large nor very small vectors leave the range of numbers.
  double unit = 0;
  for (Vector& vector : vectors) {
    if (longest > 0) vector.by = {vector.by.x / longest, vector.by.y / longest};
    unit = std::max(unit, std::hypot(vector.by.x, vector.by.y));
  }
  const double size = unit > 0 ? longest_arrow / unit : 0;
  for (const Vector& vector : vectors)
    ends.emplace_back(vector.tail, Place{vector.tail.x + size * vector.by.x, vector.tail.y + size * vector.by.y});
  return ends;
}

}  // namespace ansatz::figures
