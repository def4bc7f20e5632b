// What a description of a figure must obey, each rule with its message.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "figures/members.hpp"
#include "figures/scaling.hpp"

namespace ansatz::figures {
namespace {

/// Throws with the place in front.
class Rules {
 public:
  explicit Rules(std::string place) : place_(std::move(place)) {}

  [[noreturn]] void refuse(std::string_view why) const { throw UserError(place_ + ": " + std::string(why)); }

  void same_length(std::string_view a, std::size_t a_size, std::string_view b, std::size_t b_size) const {
    if (a_size != b_size)
      refuse(fmt::format("`{}` has {} values and `{}` {}; they belong together one by one", a, a_size, b, b_size));
  }

  void range(std::string_view name, Scale scale, std::optional<double> from, std::optional<double> to) const {
    for (const auto& end : {from, to})
      if (end && !has_place(scale, *end))
        refuse(fmt::format("{} cannot begin or end at {}{}", name, *end,
                           scale == Scale::log ? ", its scale is logarithmic: give positive numbers"
                                               : ": give numbers between -1e300 and 1e300"));
    const double size = from && to ? std::max(std::abs(*from), std::abs(*to)) : 0;
    // Below this ticks would not differ in the digits of a double.
    if (from && to && std::abs(*to - *from) <= std::max(size * 1e-14, smallest_span))
      refuse(fmt::format("{} ends where it begins, at {}: give two different numbers", name, *from));
  }

  void names(std::string_view axis, const Axis& of) const {
    if (of.scale == Scale::log && !of.names.empty())
      refuse(fmt::format("{} has names at 1, 2, ..., which stand evenly: its scale is linear", axis));
  }

  void edges(std::string_view name, const std::vector<double>& edges, Scale scale) const {
    if (edges.size() < 2) refuse(fmt::format("`{}` has {} values; a grid of cells has at least 2", name, edges.size()));
    for (std::size_t i = 0; i < edges.size(); ++i) {
      if (!has_place(scale, edges[i]))
        refuse(fmt::format("`{}`[{}] is {}, which its axis does not have", name, i, edges[i]));
      if (i > 0 && edges[i] <= edges[i - 1])
        refuse(fmt::format("`{}` do not increase: {} is followed by {}", name, edges[i - 1], edges[i]));
    }
  }

 private:
  std::string place_;
};

void check(const Line& line, const Panel&, const Rules& rules) {
  rules.same_length("x", line.x.size(), "y", line.y.size());
  if (line.lower.empty() && line.upper.empty()) return;
  rules.same_length("x", line.x.size(), "lower", line.lower.size());
  rules.same_length("x", line.x.size(), "upper", line.upper.size());
}

void check(const Points& points, const Panel&, const Rules& rules) {
  rules.same_length("x", points.x.size(), "y", points.y.size());
}

void check(const HeatMap& map, const Panel& panel, const Rules& rules) {
  rules.edges("x_edges", map.x_edges, panel.x.scale);
  rules.edges("y_edges", map.y_edges, panel.y.scale);
  const std::size_t columns = map.x_edges.size() - 1, rows = map.y_edges.size() - 1;
  if (map.values.size() != columns * rows)
    rules.refuse(fmt::format("there are {} values for {} x {} cells", map.values.size(), columns, rows));
  if (!map.outside.empty()) rules.same_length("values", map.values.size(), "outside", map.outside.size());
  rules.range("the colour bar", map.scale, map.from, map.to);
  if (map.colours == ColourMap::diverging && map.scale == Scale::log)
    rules.refuse("colours on either side of 0 have no logarithmic scale; use sequential ones");
}

void check(const Polyline& line, std::string_view name, std::size_t index, const Rules& rules) {
  rules.same_length(fmt::format("{}[{}].x", name, index), line.x.size(), fmt::format("{}[{}].y", name, index),
                    line.y.size());
}

void check(const Outline& outline, const Panel&, const Rules& rules) {
  for (std::size_t i = 0; i < outline.rims.size(); ++i) check(outline.rims[i], "rims", i, rules);
}

void check(const Streamlines& stream, const Panel&, const Rules& rules) {
  for (std::size_t i = 0; i < stream.lines.size(); ++i) check(stream.lines[i], "lines", i, rules);
}

void check(const Arrows& arrows, const Panel&, const Rules& rules) {
  rules.same_length("x", arrows.x.size(), "y", arrows.y.size());
  rules.same_length("x", arrows.x.size(), "u", arrows.u.size());
  rules.same_length("x", arrows.x.size(), "v", arrows.v.size());
}

void check(const ReferenceLine&, const Panel&, const Rules&) {}

void check(const Panel& panel, std::string_view place) {
  const Rules rules{std::string(place)};
  rules.range("the x axis", panel.x.scale, panel.x.from, panel.x.to);
  rules.range("the y axis", panel.y.scale, panel.y.from, panel.y.to);
  rules.names("the x axis", panel.x);
  rules.names("the y axis", panel.y);
  if (panel.same_scale && (panel.x.scale == Scale::log || panel.y.scale == Scale::log))
    rules.refuse("axes of the same scale are linear both");
  std::size_t heat_maps = 0;
  for (std::size_t i = 0; i < panel.layers.size(); ++i) {
    const Layer& layer = panel.layers[i];
    const Rules within(fmt::format("{}, layer {}, {}", place, i + 1, layer_kinds[layer.index()]));
    std::visit([&](const auto& l) { check(l, panel, within); }, layer);
    if (std::holds_alternative<HeatMap>(layer) && ++heat_maps > 1)
      within.refuse("a panel has one colour bar, and so one heat map; put the other into a panel of its own");
  }
}

}  // namespace

void check_figure(const Figure& figure) {
  if (figure.panels.empty()) throw UserError("a figure has at least one panel");
  for (std::size_t i = 0; i < figure.panels.size(); ++i) {
    const std::string& title = figure.panels[i].title;
    check(figure.panels[i], fmt::format("panel {}{}", i + 1, title.empty() ? "" : fmt::format(" `{}`", title)));
  }
}

}  // namespace ansatz::figures
