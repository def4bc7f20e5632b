// Fields, or whatever is asked for, over two coordinates as colours: a panel for each quantity, place and step.
#include <utility>

#include "plots/cells.hpp"

namespace ansatz::plots {
namespace {

figures::Figure draw_heatmap(const Heatmap& settings, const Plot& plot, const Solution& solution,
                             const Snapshots& snapshots) {
  figures::Figure figure;
  const Cells cells(plot, solution.problem(), settings.cells);
  const auto all = samples_of(plot, solution, snapshots, [&](const Held& held) { return cells.points(held); });
  for (std::size_t k = 0; k < plot.of.size(); ++k)
    for (const Sample& sample : all) {
      figures::Panel panel = cells.panel(joined({plot.of[k].name, sample.text}));
      figures::HeatMap map = cells.map(sample.values[k], solution, sample.held);
      map.label = plot.of[k].name;
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
