#include "figures/marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "figures/markers.hpp"
#include "figures/view.hpp"

namespace ansatz::figures {
namespace {

constexpr double line_width = 1, thin_line = 0.7, edge_width = 0.6, band_opacity = 0.22;
/// Lines are thinned to columns of this width, which print at 300 dots an inch does not show apart.
constexpr double column = 0.24;
/// No place lies farther off, in points: what is computed with places, before lines are cut to the plot, stays finite.
constexpr double farthest = 1e7;

std::string dash_of(Stroke stroke) {
  switch (stroke) {
    case Stroke::solid: return "";
    case Stroke::dashed: return "4 2";
    case Stroke::dotted: return "1 1.6";
  }
  return "";
}

/// The stretches of a curve without a gap: a point that has no place ends one.
std::vector<Trace> stretches(const std::vector<double>& x, const std::vector<double>& y, const Frame& frame) {
  std::vector<Trace> parts;
  bool open = false;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool drawn = has_place(frame.x.scale, x[i]) && has_place(frame.y.scale, y[i]);
    if (drawn && !open) parts.emplace_back();
    if (drawn) parts.back().push_back(frame(x[i], y[i]));
    open = drawn;
  }
  return parts;
}

std::vector<Trace> visible(const std::vector<Trace>& parts, const Rect& plot) {
  std::vector<Trace> all;
  for (const Trace& part : parts)
    for (Trace& cut : cut_line(thinned(part, column), plot)) all.push_back(std::move(cut));
  return all;
}

Mark stroked(std::string_view kind, std::vector<Trace> pieces, const Style& style, double width) {
  Mark mark{.kind = kind};
  mark.pieces = std::move(pieces);
  mark.stroke = style.colour;
  mark.width = width;
  mark.dash = dash_of(style.stroke);
  return mark;
}

/// Strokes, and beneath them their edge.
std::vector<Mark> edged(std::string_view kind, std::vector<Trace> pieces, const Style& style, double width) {
  std::vector<Mark> all;
  if (!style.edge.empty())
    all.push_back(stroked("edge", pieces, {.colour = style.edge, .background = {}}, width + 2 * edge_width));
  all.push_back(stroked(kind, std::move(pieces), style, width));
  return all;
}

/// The area between two curves, one for each stretch on which both have a place.
std::vector<Trace> band_areas(const Line& line, const Frame& frame) {
  std::vector<Trace> areas;
  Trace low, high;
  const auto finish = [&] {
    Trace area = thinned(std::exchange(low, {}), column), back = thinned(std::exchange(high, {}), column);
    area.insert(area.end(), back.rbegin(), back.rend());
    area = cut_area(area, frame.plot);
    if (!area.empty()) areas.push_back(std::move(area));
  };
  for (std::size_t i = 0; i < line.lower.size(); ++i) {
    if (has_place(frame.x.scale, line.x[i]) && has_place(frame.y.scale, line.lower[i]) &&
        has_place(frame.y.scale, line.upper[i])) {
      low.push_back(frame(line.x[i], line.lower[i]));
      high.push_back(frame(line.x[i], line.upper[i]));
    } else {
      finish();
    }
  }
  finish();
  return areas;
}

std::vector<Mark> marks(const Line& line, const Style& style, const Frame& frame, const std::optional<Scaling>&) {
  std::vector<Mark> all;
  if (std::vector<Trace> areas = band_areas(line, frame); !areas.empty()) {
    Mark band{.kind = "band"};
    band.pieces = std::move(areas);
    band.filled = true;
    band.fill = style.colour;
    band.opacity = band_opacity;
    all.push_back(std::move(band));
  }
  // A point between gaps is a stroke of no length, which nobody would see.
  std::vector<Trace> curves = visible(stretches(line.x, line.y, frame), frame.plot);
  Trace alone;
  for (const Trace& curve : curves)
    if (curve.size() == 1) alone.push_back(curve.front());
  std::erase_if(curves, [](const Trace& curve) { return curve.size() == 1; });
  if (!curves.empty()) all.push_back(stroked("line", std::move(curves), style, line_width));
  if (!alone.empty()) all.push_back(marker_mark(Marker::dot, std::move(alone), style));
  return all;
}

std::vector<Mark> marks(const Points& points, const Style& style, const Frame& frame, const std::optional<Scaling>&) {
  Trace places;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    if (!has_place(frame.x.scale, points.x[i]) || !has_place(frame.y.scale, points.y[i])) continue;
    const Place p = frame(points.x[i], points.y[i]);
    if (frame.plot.contains(p)) places.push_back(p);
  }
  if (places.empty()) return {};
  // Many are small, so that they stand apart; so many that they cover the plot are as dense as to cover it still.
  const double size = std::clamp(spacing(places.size(), frame.plot) / 4, 0.4, 1.0);
  constexpr std::size_t covering = 50'000;
  const double side = places.size() > covering ? 1.5 * dot_radius * size : column;
  return {marker_mark(points.marker, sifted(places, frame.plot, side), style, size)};
}

std::vector<Mark> marks(const HeatMap& map, const Style&, const Frame& frame, const std::optional<Scaling>& colours) {
  Mark mark{.kind = "map"};
  mark.picture = raster_of(map, frame.x, frame.y, colours.value_or(Scaling{}), frame.plot, frame.rims);
  if (mark.picture->picture.pixels.empty()) return {};
  const Rect& r = mark.picture->where;
  mark.pieces = {{{r.left, r.top}, {r.right, r.top}, {r.right, r.bottom}, {r.left, r.bottom}}};
  mark.filled = true;
  return {std::move(mark)};
}

std::vector<Mark> marks(const Outline& outline, const Style& style, const Frame& frame, const std::optional<Scaling>&) {
  std::vector<Trace> rims;
  for (const Polyline& rim : outline.rims) {
    std::vector<Trace> parts = stretches(rim.x, rim.y, frame);
    // Closed, unless something of it is missing.
    if (parts.size() == 1 && parts[0].size() == rim.x.size()) parts[0].push_back(parts[0].front());
    for (Trace& part : visible(parts, frame.plot)) rims.push_back(std::move(part));
  }
  if (rims.empty()) return {};
  return {stroked("outline", std::move(rims), style, thin_line)};
}

/// Where halfway along a line is, and in which direction it runs there.
std::pair<Place, Place> halfway(const Trace& line) {
  double length = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i)
    length += std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
  double left = length / 2;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Place step{line[i + 1].x - line[i].x, line[i + 1].y - line[i].y};
    const double size = std::hypot(step.x, step.y);
    if (size > 0 && size >= left)
      return {{line[i].x + left / size * step.x, line[i].y + left / size * step.y}, {step.x / size, step.y / size}};
    left -= size;
  }
  return {line.front(), {1, 0}};
}

std::vector<Mark> marks(const Streamlines& stream, const Style& style, const Frame& frame,
                        const std::optional<Scaling>&) {
  constexpr double head = 3.2, shortest_with_head = 12;
  std::vector<Trace> lines, heads;
  for (const Polyline& line : stream.lines)
    for (Trace& part : visible(stretches(line.x, line.y, frame), frame.plot)) {
      double length = 0;
      for (std::size_t i = 0; i + 1 < part.size(); ++i)
        length += std::hypot(part[i + 1].x - part[i].x, part[i + 1].y - part[i].y);
      if (length >= shortest_with_head) {
        const auto [middle, along] = halfway(part);
        heads.push_back(arrow_head({middle.x + head / 2 * along.x, middle.y + head / 2 * along.y}, along, head));
      }
      lines.push_back(std::move(part));
    }
  if (lines.empty()) return {};
  std::vector<Mark> all = edged("streamlines", std::move(lines), style, thin_line);
  if (!heads.empty()) all.push_back(area_mark("heads", std::move(heads), style));
  return all;
}

std::vector<Mark> marks(const Arrows& arrows, const Style& style, const Frame& frame, const std::optional<Scaling>&) {
  std::vector<Trace> shafts, heads;
  for (const auto& [tail, tip] : arrows_on_page(arrows, frame)) {
    const double length = std::hypot(tip.x - tail.x, tip.y - tail.y);
    if (length < column) continue;
    const Place along{(tip.x - tail.x) / length, (tip.y - tail.y) / length};
    const double head = std::clamp(length / 3, 1.0, 3.2);
    const Place neck{tip.x - head / 2 * along.x, tip.y - head / 2 * along.y};
    Place a = tail, b = neck;
    if (!cut_segment(a, b, frame.plot)) continue;
    shafts.push_back({a, b});
    if (frame.plot.contains(tip)) heads.push_back(arrow_head(tip, along, head));
  }
  if (shafts.empty()) return {};
  std::vector<Mark> all = edged("arrows", std::move(shafts), style, thin_line);
  if (!heads.empty()) all.push_back(area_mark("heads", std::move(heads), style));
  return all;
}

std::vector<Mark> marks(const ReferenceLine& line, const Style& style, const Frame& frame,
                        const std::optional<Scaling>&) {
  if (!has_place(line.at_x ? frame.x.scale : frame.y.scale, line.value)) return {};
  const Rect& r = frame.plot;
  const Place p = frame(line.at_x ? line.value : frame.x.from, line.at_x ? frame.y.from : line.value);
  std::vector<Trace> parts =
      cut_line(line.at_x ? Trace{{p.x, r.bottom}, {p.x, r.top}} : Trace{{r.left, p.y}, {r.right, p.y}}, r);
  if (parts.empty()) return {};
  return {stroked("reference", std::move(parts), style, thin_line)};
}

}  // namespace

Place Frame::operator()(double at_x, double at_y) const {
  const auto bounded = [](double v) { return std::clamp(v, -farthest, farthest); };
  return {bounded(plot.left + x.share(at_x) * plot.width()), bounded(plot.bottom - y.share(at_y) * plot.height())};
}

std::vector<Style> styles_of(const Panel& panel, Theme theme) {
  std::vector<Style> styles;
  std::size_t next = 0;
  const bool over_map = heat_map_of(panel) != nullptr;
  for (const Layer& layer : panel.layers) {
    Style style;
    style.background = theme == Theme::transparent ? "none" : hex(background_of(theme));
    if (over_map && theme != Theme::transparent) style.edge = style.background;
    Role role = Role::ink;
    std::visit(
        [&](const auto& l) {
          if constexpr (requires { l.colour; }) role = l.colour;
          if constexpr (requires { l.stroke; }) style.stroke = l.stroke;
        },
        layer);
    if (role == Role::automatic) {
      constexpr std::size_t strokes = 3;
      style.stroke = static_cast<Stroke>((static_cast<std::size_t>(style.stroke) + next / series_colours) % strokes);
      role = series_role(next++);
    }
    style.colour = hex(colour_of(role, theme));
    styles.push_back(std::move(style));
  }
  return styles;
}

std::vector<Mark> marks_of(const Layer& layer, const Style& style, const Frame& frame,
                           const std::optional<Scaling>& colours) {
  return std::visit([&](const auto& l) { return marks(l, style, frame, colours); }, layer);
}

}  // namespace ansatz::figures
