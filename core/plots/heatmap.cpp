// Fields, or whatever is asked for, over two coordinates as colours: a panel for each quantity, place and step; rings
// where the field was measured.
#include <utility>

#include "plots/cells.hpp"
#include "plots/known.hpp"

namespace ansatz::plots {
namespace {

constexpr std::size_t most_marks = 300;  // of each data: more would hide the map

void mark_measured(figures::Panel& panel, const std::vector<Known>& all, const Plot& plot, const Sample& sample) {
  const Problem& problem = sample.solution.problem();
  const std::size_t dimensions = problem.domain.dimensions();
  for (const Known& known : all) {
    if (!known.measured) continue;
    const Known on = lying_on(known, sample.held, plot.over, problem, most_marks);
    if (on.values.empty()) continue;
    figures::Points marks{.label = known.label, .marker = figures::Marker::ring, .colour = figures::Role::ink};
    for (std::size_t p = 0; p < on.points.size(); p += dimensions) {
      marks.x.push_back(on.points[p + plot.over[0]]);
      marks.y.push_back(on.points[p + plot.over[1]]);
    }
    panel.layers.push_back(std::move(marks));
  }
}

figures::Figure draw_heatmap(const Heatmap& settings, const Plot& plot, const Solution& solution,
                             const Snapshots& snapshots) {
  figures::Figure figure;
  const Cells cells(plot, solution.problem(), settings.cells);
  const auto all = samples_of(plot, solution, snapshots, [&](const Held& held) { return cells.points(held); });
  for (std::size_t k = 0; k < plot.of.size(); ++k) {
    const std::vector<Known> known = known_values(solution, plot.of[k]);
    for (const Sample& sample : all) {
      figures::Panel panel = cells.panel(joined({plot.of[k].name, sample.text}));
      figures::HeatMap map = cells.map(sample.values[k], sample.held);
      map.label = plot.of[k].name;
      map.scale = settings.scale;
      cells.lay(std::move(map), sample.held, panel);
      mark_measured(panel, known, plot, sample);
      figure.panels.push_back(std::move(panel));
    }
  }
  if (settings.ranges == Ranges::shared)
    figures::share_ranges(figure);
  else
    figures::colour_by_sign(figure);
  return figure;
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Heatmap&) {
  static const auto method = plot_method<Heatmap>(
      "heatmap", "values over two coordinates as colours",
      {scale_of(&Heatmap::scale, "of the values"),
       setting("cells", &Heatmap::cells, Limits{2, 2000}, "along each coordinate"), ranges_of(&Heatmap::ranges)},
      {.least_over = 2, .most_over = 2, .least_of = 1, .most_of = 16, .steps = true}, draw_heatmap);
  return method;
}

}  // namespace ansatz::plots
