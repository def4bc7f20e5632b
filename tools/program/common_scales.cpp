#include "common_scales.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace ansatz::cli {
namespace {

struct Range {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();

  void add(const std::vector<double>& values, figures::Scale scale) {
    constexpr double largest = 1e300;  // beyond it figures have no place for a value
    for (const double value : values)
      if (std::abs(value) <= largest && (scale == figures::Scale::linear || value > 0)) {
        low = std::min(low, value);
        high = std::max(high, value);
      }
  }
  bool has_width() const { return high - low > 1e-9 * std::max(std::abs(low), std::abs(high)); }
};

figures::HeatMap* map_of(figures::Panel& panel) {
  for (figures::Layer& layer : panel.layers)
    if (auto* map = std::get_if<figures::HeatMap>(&layer)) return map;
  return nullptr;
}

void add_curves(const figures::Panel& panel, Range& range) {
  for (const figures::Layer& layer : panel.layers) {
    if (const auto* line = std::get_if<figures::Line>(&layer))
      for (const auto* values : {&line->y, &line->lower, &line->upper}) range.add(*values, panel.y.scale);
    if (const auto* points = std::get_if<figures::Points>(&layer)) range.add(points->y, panel.y.scale);
    if (const auto* reference = std::get_if<figures::ReferenceLine>(&layer); reference != nullptr && !reference->at_x)
      range.add({reference->value}, panel.y.scale);
  }
}

bool has_curves(const figures::Panel& panel) {
  return !panel.same_scale && std::any_of(panel.layers.begin(), panel.layers.end(), [](const figures::Layer& layer) {
    return std::holds_alternative<figures::Line>(layer);
  });
}

/// Some room above and below, as panels have by themselves.
Range with_room(Range range, figures::Scale scale) {
  constexpr double part = 0.05;
  if (scale == figures::Scale::log) {
    const double room = std::pow(range.high / range.low, part);
    return {range.low / room, range.high * room};
  }
  const double room = part * (range.high - range.low);
  return {range.low - room, range.high + room};
}

/// Colours on either side of 0 meet there.
Range about_zero(const Range& range, figures::ColourMap colours) {
  if (colours == figures::ColourMap::sequential) return range;
  const double most = std::max(std::abs(range.low), std::abs(range.high));
  return {-most, most};
}

void set(std::optional<double>& from, std::optional<double>& to, const Range& range) {
  if (from || to || !range.has_width()) return;
  from = range.low;
  to = range.high;
}

}  // namespace

void share_scales(figures::Figure& figure) {
  std::map<std::string, Range> colours, heights;
  for (figures::Panel& panel : figure.panels) {
    if (const figures::HeatMap* map = map_of(panel))
      colours[map->label].add(map->values, map->scale);
    else if (has_curves(panel))
      add_curves(panel, heights[panel.y.label]);
  }
  for (figures::Panel& panel : figure.panels) {
    if (figures::HeatMap* map = map_of(panel))
      set(map->from, map->to, about_zero(colours[map->label], map->colours));
    else if (has_curves(panel))
      set(panel.y.from, panel.y.to, with_room(heights[panel.y.label], panel.y.scale));
  }
}

}  // namespace ansatz::cli
