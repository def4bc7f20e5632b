#include "figures/view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ansatz::figures {
namespace {

/// Values that have no place, by why.
struct Lost {
  std::size_t not_finite = 0, too_large = 0, not_positive = 0;

  void add(double value) {
    if (!std::isfinite(value))
      ++not_finite;
    else if (std::abs(value) > largest_value)
      ++too_large;
    else
      ++not_positive;
  }
};

/// The ranges that the layers need, added up.
class Surveyor {
 public:
  explicit Surveyor(const Panel& panel) : x(panel.x.scale), y(panel.y.scale) {}

  void see(const Line& line) {
    Lost curve, band;
    for (std::size_t i = 0; i < line.x.size(); ++i) {
      see(line.x[i], line.y[i], curve);
      if (!line.lower.empty()) see(line.x[i], line.lower[i], band), see(line.x[i], line.upper[i], band);
    }
    note(line.label, "line", "point", curve);
    note(line.label, "line", "edge of its band", band);
  }

  void see(const Points& points) { see_all(points.x, points.y, points.label, "points"); }

  void see(const HeatMap& map) {
    for (const double edge : map.x_edges) x.add(edge);
    for (const double edge : map.y_edges) y.add(edge);
    colours.emplace(map.scale);
    Lost lost;
    for (std::size_t cell = 0; cell < map.values.size(); ++cell)
      if (inside(map, cell) && !colours->add(map.values[cell])) lost.add(map.values[cell]);
    if (colours->empty())
      notes.push_back(fmt::format("{}: nothing is {}, so that there are no colours",
                                  map.label.empty() ? "heat map" : map.label,
                                  map.scale == Scale::log ? "positive" : "finite"));
    else
      note(map.label, "heat map", "hatched cell", lost);
  }

  void see(const Outline& outline) { see_lines(outline.rims, outline.label, "outline"); }
  void see(const Streamlines& stream) { see_lines(stream.lines, stream.label, "streamlines"); }

  void see(const Arrows& arrows) {
    Lost lost;
    for (std::size_t i = 0; i < arrows.x.size(); ++i) {
      const double u = arrows.u[i], v = arrows.v[i];
      if (has_place(Scale::linear, u) && has_place(Scale::linear, v))
        see(arrows.x[i], arrows.y[i], lost);
      else
        lost.add(has_place(Scale::linear, u) ? v : u);
    }
    note(arrows.label, "arrows", "arrow", lost);
  }

  void see(const ReferenceLine& line) {
    Lost lost;
    if (!(line.at_x ? x : y).add(line.value)) lost.add(line.value);
    note(line.label, "reference line", "value", lost);
  }

  Extent x, y;
  std::optional<Extent> colours;
  std::vector<std::string> notes;

 private:
  void see(double at_x, double at_y, Lost& lost) {
    if (!has_place(x.scale(), at_x))
      lost.add(at_x);
    else if (!y.add(at_y))
      lost.add(at_y);
    else
      x.add(at_x);
  }

  void see_all(const std::vector<double>& xs, const std::vector<double>& ys, std::string_view label,
               std::string_view kind) {
    Lost lost;
    for (std::size_t i = 0; i < xs.size(); ++i) see(xs[i], ys[i], lost);
    note(label, kind, "point", lost);
  }

  void see_lines(const std::vector<Polyline>& lines, std::string_view label, std::string_view kind) {
    Lost lost;
    for (const Polyline& line : lines)
      for (std::size_t i = 0; i < line.x.size(); ++i) see(line.x[i], line.y[i], lost);
    note(label, kind, "point", lost);
  }

  void note(std::string_view label, std::string_view kind, std::string_view unit, const Lost& lost) {
    const auto say = [&](std::size_t count, std::string_view why) {
      if (count > 0)
        notes.push_back(
            fmt::format("{}: {} {}{} {}", label.empty() ? kind : label, count, unit, count == 1 ? "" : "s", why));
    };
    say(lost.not_finite, "not finite");
    say(lost.too_large, "beyond 1e300");
    say(lost.not_positive, "not positive, without a logarithm");
  }
};

/// Curves and maps fill the width, all else keeps off the frame.
double margin_along_x(const Panel& panel) {
  const auto fills = [](const Layer& layer) {
    return std::holds_alternative<Line>(layer) || std::holds_alternative<ReferenceLine>(layer);
  };
  if (heat_map_of(panel) != nullptr || std::all_of(panel.layers.begin(), panel.layers.end(), fills)) return 0;
  return 0.04;
}

Scaling colours_of(const HeatMap& map, const Extent& values) {
  if (map.colours == ColourMap::sequential || map.from || map.to || values.empty())
    return scaling_of(values, map.from, map.to, 0);
  // 0 is where the colours meet.
  const double most = std::max(std::abs(values.low()), std::abs(values.high()));
  Extent both(map.scale);
  both.add(-most), both.add(most);
  return scaling_of(both, {}, {}, 0);
}

std::size_t beyond(const HeatMap& map, const Scaling& colours) {
  std::size_t count = 0;
  for (std::size_t cell = 0; cell < map.values.size(); ++cell) {
    if (!inside(map, cell) || !has_place(map.scale, map.values[cell])) continue;
    const double share = colours.share(map.values[cell]);
    constexpr double rounding = 1e-9;
    count += share < -rounding || share > 1 + rounding ? 1 : 0;
  }
  return count;
}

/// Very long or high domains are drawn shorter than they are, which is noted.
double aspect_of(View& view) {
  constexpr double lowest = 0.05, highest = 20;
  const double aspect = std::abs(view.y.to - view.y.from) / std::abs(view.x.to - view.x.from);
  const double drawn = std::clamp(aspect, lowest, highest);
  if (drawn != aspect) view.notes.push_back(fmt::format("height over width is {:.3g}, drawn as {:.3g}", aspect, drawn));
  return drawn;
}

}  // namespace

const HeatMap* heat_map_of(const Panel& panel) {
  for (const Layer& layer : panel.layers)
    if (const auto* map = std::get_if<HeatMap>(&layer)) return map;
  return nullptr;
}

HeatMap* heat_map_of(Panel& panel) {
  for (Layer& layer : panel.layers)
    if (auto* map = std::get_if<HeatMap>(&layer)) return map;
  return nullptr;
}

std::vector<Polyline> rims_of(const Panel& panel) {
  std::vector<Polyline> rims;
  for (const Layer& layer : panel.layers)
    if (const auto* outline = std::get_if<Outline>(&layer))
      rims.insert(rims.end(), outline->rims.begin(), outline->rims.end());
  return rims;
}

View view_of(const Panel& panel) {
  Surveyor seen(panel);
  for (const Layer& layer : panel.layers) std::visit([&](const auto& l) { seen.see(l); }, layer);
  const HeatMap* map = heat_map_of(panel);
  View view;
  view.x = scaling_of(seen.x, panel.x.from, panel.x.to, margin_along_x(panel));
  view.y = scaling_of(seen.y, panel.y.from, panel.y.to, map != nullptr ? 0 : curve_margin);
  view.notes = std::move(seen.notes);
  if (panel.same_scale) view.aspect = aspect_of(view);
  const bool coloured = map != nullptr && (!seen.colours->empty() || (map->from && map->to));
  if (!coloured) return view;
  view.colours = colours_of(*map, *seen.colours);
  if (const std::size_t count = beyond(*map, *view.colours))
    view.notes.push_back(fmt::format("{}: {} value{} beyond the colour bar, in the colour of its end",
                                     map->label.empty() ? "heat map" : map->label, count, count == 1 ? "" : "s"));
  return view;
}

}  // namespace ansatz::figures
