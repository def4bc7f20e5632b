// One range for panels that show the same quantity, and two colours for maps whose values have both signs.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "ansatz/core/figure.hpp"
#include "figures/scaling.hpp"
#include "figures/view.hpp"

namespace ansatz::figures {
namespace {

/// The range of all panels of a label, and how many they are.
struct Shared {
  explicit Shared(Scale scale) : extent(scale) {}

  void add(const std::vector<double>& values) {
    for (const double value : values) extent.add(value);
  }
  bool is_range() const {
    return panels > 1 &&
           extent.high() - extent.low() > 1e-9 * std::max(std::abs(extent.low()), std::abs(extent.high()));
  }

  Extent extent;
  std::size_t panels = 0;
};

void add_values(const HeatMap& map, Extent& extent) {
  for (std::size_t cell = 0; cell < map.values.size(); ++cell)
    if (inside(map, cell)) extent.add(map.values[cell]);
}

void add_curves(const Panel& panel, Shared& shared) {
  for (const Layer& layer : panel.layers) {
    if (const auto* line = std::get_if<Line>(&layer))
      for (const auto* values : {&line->y, &line->lower, &line->upper}) shared.add(*values);
    if (const auto* points = std::get_if<Points>(&layer)) shared.add(points->y);
    if (const auto* reference = std::get_if<ReferenceLine>(&layer); reference != nullptr && !reference->at_x)
      shared.extent.add(reference->value);
  }
}

bool has_curves(const Panel& panel) {
  return !panel.same_scale && panel.y.names.empty() &&
         std::any_of(panel.layers.begin(), panel.layers.end(),
                     [](const Layer& layer) { return std::holds_alternative<Line>(layer); });
}

/// By label and scale: a range of one is none of the other.
using Labels = std::map<std::pair<std::string, Scale>, Shared>;

Shared& shared_of(Labels& labels, const std::string& label, Scale scale) {
  return labels.try_emplace({label, scale}, scale).first->second;
}

void set(std::optional<double>& from, std::optional<double>& to, const Shared& shared, double margin) {
  if (from || to || !shared.is_range()) return;
  const Scaling scaling = scaling_of(shared.extent, {}, {}, margin);
  from = scaling.from;
  to = scaling.to;
}

/// Whether there is enough on either side of 0 for two colours to tell more than one sequence.
bool both_signs_matter(const Extent& values) {
  constexpr double least = 0.1;  // of the larger side
  return values.low() < 0 && values.high() > 0 &&
         std::min(-values.low(), values.high()) >= least * std::max(-values.low(), values.high());
}

}  // namespace

void share_ranges(Figure& figure) {
  Labels colours, heights;
  for (Panel& panel : figure.panels) {
    if (const HeatMap* map = heat_map_of(panel)) {
      Shared& shared = shared_of(colours, map->label, map->scale);
      add_values(*map, shared.extent);
      ++shared.panels;
    } else if (has_curves(panel)) {
      Shared& shared = shared_of(heights, panel.y.label, panel.y.scale);
      add_curves(panel, shared);
      ++shared.panels;
    }
  }
  for (Panel& panel : figure.panels) {
    if (HeatMap* map = heat_map_of(panel))
      set(map->from, map->to, shared_of(colours, map->label, map->scale), 0);
    else if (has_curves(panel))
      set(panel.y.from, panel.y.to, shared_of(heights, panel.y.label, panel.y.scale), curve_margin);
  }
  colour_by_sign(figure);
}

void colour_by_sign(Figure& figure) {
  for (Panel& panel : figure.panels) {
    HeatMap* map = heat_map_of(panel);
    if (map == nullptr) continue;
    Extent range(map->scale);
    if (map->from && map->to)
      range.add(*map->from), range.add(*map->to);
    else
      add_values(*map, range);
    const bool diverging = map->scale == Scale::linear && both_signs_matter(range);
    map->colours = diverging ? ColourMap::diverging : ColourMap::sequential;
    if (!diverging || !map->from || !map->to) continue;
    const double most = std::max(-range.low(), range.high());  // 0 is where the colours meet
    map->from = -most;
    map->to = most;
  }
}

}  // namespace ansatz::figures
