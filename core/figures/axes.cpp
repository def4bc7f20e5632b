#include "figures/axes.hpp"

#include <algorithm>

#include "figures/draw_mark.hpp"
#include "figures/text.hpp"

namespace ansatz::figures {
namespace {

using namespace sizes;

/// The ends of strokes from the frame outwards, all in one path.
class Strokes {
 public:
  void add(Place from, Place to) { parts_.push_back({from, to}); }
  void draw(SvgWriter& svg, const std::string& ink) const {
    if (parts_.empty()) return;
    svg.element(
        "path",
        {{"class", "ticks"}, {"d", path_text(parts_, false)}, {"stroke", ink}, {"stroke-width", number_text(frame)}});
  }

 private:
  std::vector<Trace> parts_;
};

void draw_frame(SvgWriter& svg, const Rect& r, const std::string& ink) {
  svg.element("rect", {{"class", "frame"},
                       {"x", number_text(r.left)},
                       {"y", number_text(r.top)},
                       {"width", number_text(r.width())},
                       {"height", number_text(r.height())},
                       {"fill", "none"},
                       {"stroke", ink},
                       {"stroke-width", number_text(frame)}});
}

void draw_exponent(SvgWriter& svg, Place at, std::string_view anchor, int exponent, const std::string& ink) {
  if (exponent == 0) return;
  const Tick power = power_of_ten(exponent);
  svg.open("g", {{"class", "exponent"}});
  svg.text(at, {.size = tick_label, .colour = ink, .anchor = anchor}, "\u00d7" + power.text, power.superscript);
  svg.close();
}

void draw_x_axis(SvgWriter& svg, const PanelPlace& place, const Scaling& scaling, const std::string& ink) {
  const Rect& plot = place.plot;
  const auto at = [&](double value) { return plot.left + scaling.share(value) * plot.width(); };
  const double base = plot.bottom + tick + tick_gap + tick_label * capital_height;
  Strokes strokes;
  svg.open("g", {{"class", "x axis"}});
  for (const double value : place.x_ticks.minor)
    strokes.add({at(value), plot.bottom}, {at(value), plot.bottom + minor_tick});
  for (const Tick& t : place.x_ticks.major) {
    strokes.add({at(t.value), plot.bottom}, {at(t.value), plot.bottom + tick});
    svg.text({at(t.value), base}, {.size = tick_label, .colour = ink, .anchor = "middle"}, t.text, t.superscript);
  }
  strokes.draw(svg, ink);
  svg.close();
  double line = plot.bottom + tick + tick_gap + tick_label + label_gap + label * capital_height;
  draw_exponent(svg, {plot.right, line}, "end", place.x_ticks.exponent, ink);
  for (const std::string& text : place.x_label) {
    svg.text({(plot.left + plot.right) / 2, line}, {.size = label, .colour = ink, .anchor = "middle"}, text);
    line += label * line_height;
  }
}

/// Labels of an axis upwards, outwards to the left or to the right.
void draw_upright_axis(SvgWriter& svg, const Rect& along, const Ticks& ticks, const Scaling& scaling, bool to_right,
                       std::string_view kind, const std::string& ink) {
  const auto at = [&](double value) { return along.bottom - scaling.share(value) * along.height(); };
  const double from = to_right ? along.right : along.left, outwards = to_right ? 1 : -1;
  Strokes strokes;
  svg.open("g", {{"class", std::string(kind)}});
  for (const double value : ticks.minor) strokes.add({from, at(value)}, {from + outwards * minor_tick, at(value)});
  for (const Tick& t : ticks.major) {
    strokes.add({from, at(t.value)}, {from + outwards * tick, at(t.value)});
    svg.text({from + outwards * (tick + tick_gap), at(t.value) + tick_label * capital_height / 2},
             {.size = tick_label, .colour = ink, .anchor = to_right ? "start" : "end"}, t.text, t.superscript);
  }
  strokes.draw(svg, ink);
  svg.close();
}

/// Lines of a label that reads upwards, from `at` on to the right.
void draw_turned(SvgWriter& svg, const std::vector<std::string>& lines, double at, double middle,
                 const std::string& ink) {
  for (const std::string& text : lines) {
    svg.text({at, middle}, {.size = label, .colour = ink, .anchor = "middle", .turned = -90}, text);
    at += label * line_height;
  }
}

}  // namespace

void draw_axes(SvgWriter& svg, const PanelPlace& place, const View& view, const std::string& ink) {
  const Rect& plot = place.plot;
  draw_frame(svg, plot, ink);
  draw_x_axis(svg, place, view.x, ink);
  draw_upright_axis(svg, plot, place.y_ticks, view.y, false, "y axis", ink);
  const double lines_before_last = static_cast<double>(std::max<std::size_t>(1, place.y_label.size()) - 1);
  draw_turned(svg, place.y_label, place.y_label_at - lines_before_last * label * line_height,
              (plot.top + plot.bottom) / 2, ink);
  draw_exponent(svg, {plot.left, plot.top - above_plot}, "start", place.y_ticks.exponent, ink);
}

void draw_colour_bar(SvgWriter& svg, const PanelPlace& place, const HeatMap& map, const Scaling& colours,
                     const std::string& ink) {
  const Rect& bar = place.bar;
  Mark mark{.kind = "colours"};
  mark.picture = PlacedPicture{bar, colour_bar(map.colours)};
  draw_mark(svg, mark);
  draw_frame(svg, bar, ink);
  draw_upright_axis(svg, bar, place.bar_ticks, colours, true, "colour axis", ink);
  draw_turned(svg, place.bar_label, place.bar_label_at, (bar.top + bar.bottom) / 2, ink);
  draw_exponent(svg, {bar.left, bar.top - above_plot}, "start", place.bar_ticks.exponent, ink);
}

}  // namespace ansatz::figures
