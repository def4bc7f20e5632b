// The frame of a plot with ticks and labels, and the colour bar beside it.
#pragma once

#include "figures/layout.hpp"
#include "figures/marks.hpp"
#include "figures/svg_writer.hpp"

namespace ansatz::figures {

void draw_axes(SvgWriter& svg, const PanelPlace& place, const View& view, const std::string& ink);

void draw_colour_bar(SvgWriter& svg, const PanelPlace& place, const HeatMap& map, const Scaling& colours,
                     const std::string& ink);

}  // namespace ansatz::figures
