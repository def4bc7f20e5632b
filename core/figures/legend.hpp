// Which lines and markers mean what. The legend never covers what is drawn: it stands in a corner of the plot that is
// free, or else in rows above it, where it takes no width from a plot in a narrow column.
#pragma once

#include <optional>
#include <vector>

#include "figures/marks.hpp"
#include "figures/svg_writer.hpp"

namespace ansatz::figures {

struct LegendEntry {
  const Layer* layer;
  Style style;
  std::string text;  // as long as there is room
};

/// The layers with labels, but for heat maps, whose label stands at the colour bar. Texts fit into `width`.
std::vector<LegendEntry> legend_entries(const Panel& panel, const std::vector<Style>& styles, double width);

/// A box in a corner of the plot that none of the marks touches; nothing where there is none.
std::optional<Rect> free_corner(const std::vector<LegendEntry>& entries, const std::vector<Mark>& marks,
                                const Rect& plot);

/// The height of the rows above a plot of this width.
double legend_height(const std::vector<LegendEntry>& entries, double width);

/// One entry below another, in the box.
void draw_legend_in(SvgWriter& svg, const std::vector<LegendEntry>& entries, const Rect& box, const std::string& ink);

/// Row by row.
void draw_legend_above(SvgWriter& svg, const std::vector<LegendEntry>& entries, Place top_left, double width,
                       const std::string& ink);

}  // namespace ansatz::figures
