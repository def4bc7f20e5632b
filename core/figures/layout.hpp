// Where everything of a figure stands: plots in rows and columns, with the room that their texts need around them.
//
// Plots of a column have the same left end, plots of a row the same top, and so have their titles; a colour bar takes
// its width from its own plot, and panels whose axes have one scale are as narrow or low as that makes them. Nothing
// overlaps: ticks are as many as their labels have room for, texts are broken where their room ends, and the height is
// what all this takes.
#pragma once

#include <string>
#include <vector>

#include "figures/plane.hpp"
#include "figures/ticks.hpp"
#include "figures/view.hpp"

namespace ansatz::figures {

/// Sizes in points. Texts are as large as journals ask for at the width the figure is made for.
namespace sizes {
constexpr double figure_title = 9.5, panel_title = 8.5, label = 8, tick_label = 7, legend = 7, caption = 7.5,
                 note = 6.5;
constexpr double tick = 3, minor_tick = 1.8, tick_gap = 2, label_gap = 3, frame = 0.6;
constexpr double border = 4, between_columns = 14, between_rows = 10, below_title = 4;
constexpr double bar_gap = 5, bar_width = 6, above_plot = 4;
}  // namespace sizes

struct PanelPlace {
  Rect plot;
  Rect bar;  // of colours; of no width where there is none
  Ticks x_ticks, y_ticks, bar_ticks;
  std::vector<std::string> title, x_label, y_label, bar_label;  // line by line
  double y_label_at = 0, bar_label_at = 0;                      // x of the base line of their last, or first, line
  double title_top = 0, legend_top = 0;                         // of what stands above the plot
};

struct Layout {
  double width = 0, height = 0;
  std::vector<std::string> title, caption, notes;
  double caption_top = 0, notes_top = 0;
  std::vector<PanelPlace> panels;
};

/// `legends` are the heights to be left free above each plot. Throws UserError where the panels do not fit in.
Layout layout_of(const Figure& figure, const std::vector<View>& views, const std::vector<double>& legends,
                 double width);

/// The label with the unit behind it.
std::string label_with_unit(const std::string& text, const std::string& unit);

}  // namespace ansatz::figures
