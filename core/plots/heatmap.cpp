// Fields, or whatever is asked for, over two coordinates as colours: a panel for each quantity, place and step.
#include <utility>

#include "plots/cells.hpp"

namespace ansatz::plots {
namespace {

figures::Figure draw_heatmap(const Heatmap& settings, const Plot& plot, const Solution& solution,
                             const Snapshots& snapshots) {
  figures::Figure figure;
  const Cells cells(plot, solution.problem(), settings.cells);
  const std::vector<Moment> shown = moments(plot, solution, snapshots);
  for (const PlotQuantity& quantity : plot.of)
    for (const Moment& moment : shown)
      for (const Held& held : held_places(plot, solution.problem())) {
        figures::Panel panel = cells.panel(joined({quantity.name, held.text, moment.text}));
        figures::HeatMap map = cells.map(values_of(moment.solution, quantity, cells.points(held)), solution, held);
        map.label = quantity.name;
        map.scale = settings.scale;
        cells.lay(std::move(map), panel);
        figure.panels.push_back(std::move(panel));
      }
  return figure;
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Heatmap&) {
  static const auto method = plot_method<Heatmap>(
      "heatmap", "values over two coordinates as colours",
      {scale_of(&Heatmap::scale, "of the values"),
       setting("cells", &Heatmap::cells, Limits{2, 2000}, "along each coordinate")},
      {.least_over = 2, .most_over = 2, .least_of = 1, .most_of = 16, .steps = true}, draw_heatmap);
  return method;
}

}  // namespace ansatz::plots
