// From a description to SVG: what panels show (view), where everything stands (layout), what is drawn there (marks,
// legend, axes), and the text of it (svg_writer).
#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "figures/axes.hpp"
#include "figures/draw_mark.hpp"
#include "figures/legend.hpp"
#include "figures/text.hpp"

namespace ansatz::figures {
namespace {

using namespace sizes;

constexpr double points_per_mm = 72 / 25.4;

/// A panel with its marks in their places, and the corner for its legend.
struct Drawn {
  std::vector<Mark> marks;
  std::vector<LegendEntry> legend;
  std::optional<Rect> corner;
};

Drawn drawn_at(const Panel& panel, const View& view, const PanelPlace& place, Theme theme) {
  Drawn drawn;
  const std::vector<Style> styles = styles_of(panel, theme);
  const Frame frame{place.plot, view.x, view.y, rims_of(panel)};
  for (std::size_t i = 0; i < panel.layers.size(); ++i)
    for (Mark& mark : marks_of(panel.layers[i], styles[i], frame, view.colours)) drawn.marks.push_back(std::move(mark));
  drawn.legend = legend_entries(panel, styles, place.plot.width());
  if (!drawn.legend.empty()) drawn.corner = free_corner(drawn.legend, drawn.marks, place.plot);
  return drawn;
}

void draw_lines(SvgWriter& svg, const std::vector<std::string>& lines, Place top_left, const TextStyle& style) {
  for (const std::string& line : lines) {
    top_left.y += style.size * line_height;
    svg.text({top_left.x, top_left.y - style.size * (line_height - capital_height) / 2}, style, line);
  }
}

void draw_panel(SvgWriter& svg, const Panel& panel, const View& view, const PanelPlace& place, const Drawn& drawn,
                const std::string& ink) {
  svg.open("g", {{"class", "panel"}});
  draw_lines(svg, place.title, {place.plot.left, place.title_top}, {.size = panel_title, .colour = ink, .bold = true});
  for (const Mark& mark : drawn.marks) draw_mark(svg, mark);
  draw_axes(svg, place, view, ink);
  if (const HeatMap* map = heat_map_of(panel); map != nullptr && view.colours)
    draw_colour_bar(svg, place, *map, *view.colours, ink);
  if (drawn.corner)
    draw_legend_in(svg, drawn.legend, *drawn.corner, ink);
  else if (!drawn.legend.empty())
    draw_legend_above(svg, drawn.legend, {place.plot.left, place.legend_top}, place.plot.width(), ink);
  svg.close();
}

}  // namespace

std::string draw_svg(const Figure& figure, const SvgOptions& options) {
  constexpr double least_mm = 60, most_mm = 1000;
  if (!(options.width_mm >= least_mm && options.width_mm <= most_mm))
    throw UserError(fmt::format("a figure is {} to {} mm wide, not {}", least_mm, most_mm, options.width_mm));
  check_figure(figure);
  std::vector<View> views;
  for (const Panel& panel : figure.panels) views.push_back(view_of(panel));

  // Plots are as large with a legend above them as without, so it is known after a first layout where legends go.
  const double width = options.width_mm * points_per_mm;
  std::vector<double> legends(views.size(), 0);
  Layout layout = layout_of(figure, views, legends, width);
  for (std::size_t i = 0; i < views.size(); ++i) {
    const PanelPlace& place = layout.panels[i];
    const Drawn drawn = drawn_at(figure.panels[i], views[i], place, options.theme);
    if (!drawn.corner) legends[i] = legend_height(drawn.legend, place.plot.width());
  }
  layout = layout_of(figure, views, legends, width);

  const std::string ink = hex(colour_of(Role::ink, options.theme)), muted = hex(colour_of(Role::muted, options.theme));
  SvgWriter svg;
  svg.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                   {"xmlns:xlink", "http://www.w3.org/1999/xlink"},
                   {"width", number_text(options.width_mm) + "mm"},
                   {"height", number_text(layout.height / points_per_mm) + "mm"},
                   {"viewBox", fmt::format("0 0 {} {}", number_text(width), number_text(layout.height))},
                   {"font-family", font_family},
                   {"fill", "none"},
                   {"stroke-linejoin", "round"}});
  if (!figure.title.empty()) svg.element("title", {}, figure.title);
  if (!figure.caption.empty()) svg.element("desc", {}, figure.caption);
  if (options.theme != Theme::transparent)
    svg.element("rect", {{"width", "100%"}, {"height", "100%"}, {"fill", hex(background_of(options.theme))}});
  draw_lines(svg, layout.title, {border, border}, {.size = figure_title, .colour = ink, .bold = true});
  for (std::size_t i = 0; i < views.size(); ++i) {
    const Drawn drawn = drawn_at(figure.panels[i], views[i], layout.panels[i], options.theme);
    draw_panel(svg, figure.panels[i], views[i], layout.panels[i], drawn, ink);
  }
  draw_lines(svg, layout.caption, {border, layout.caption_top}, {.size = caption, .colour = ink});
  draw_lines(svg, layout.notes, {border, layout.notes_top}, {.size = note, .colour = muted});
  svg.close();
  return svg.document();
}

}  // namespace ansatz::figures
