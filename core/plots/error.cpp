// How far fields are from their exact values: |found - exact| over one coordinate as lines, over two as colours.
#include <cmath>
#include <utility>

#include "plots/cells.hpp"

namespace ansatz::plots {
namespace {

std::vector<double> differences(const Solution& solution, const PlotQuantity& quantity,
                                const std::vector<double>& points) {
  std::vector<double> found = values_of(solution, quantity, points);
  const std::vector<double> exact = exact_values(solution, quantity, points);
  for (std::size_t p = 0; p < found.size(); ++p) found[p] = std::abs(found[p] - exact[p]);
  return found;
}

figures::Panel along_one(const Error& settings, const Plot& plot, const PlotQuantity& quantity, const Held& held,
                         const Solution& solution) {
  const std::size_t along = plot.over[0];
  figures::Line line;
  line.x = axis_of(solution.problem(), along, settings.points);
  line.y = differences(solution, quantity, points_along(held, along, line.x));
  figures::Panel panel;
  panel.x.label = coordinate_label(solution.problem(), along);
  panel.y.label = "error of " + quantity.name;
  panel.y.scale = settings.scale;
  panel.layers.push_back(std::move(line));
  return panel;
}

figures::Panel over_two(const Error& settings, const Plot& plot, const PlotQuantity& quantity, const Held& held,
                        const Solution& solution) {
  const Cells cells(plot, solution.problem(), settings.points);
  figures::HeatMap map = cells.map(differences(solution, quantity, cells.points(held)), solution, held);
  map.label = "error of " + quantity.name;
  map.scale = settings.scale;
  figures::Panel panel = cells.panel("");
  cells.lay(std::move(map), panel);
  return panel;
}

figures::Figure draw_error(const Error& settings, const Plot& plot, const Solution& solution,
                           const Snapshots& snapshots) {
  const auto draw_panel = plot.over.size() == 1 ? along_one : over_two;
  figures::Figure figure;
  const std::vector<Moment> shown = moments(plot, solution, snapshots);
  for (const PlotQuantity& quantity : plot.of)
    for (const Moment& moment : shown)
      for (const Held& held : held_places(plot, solution.problem())) {
        figure.panels.push_back(draw_panel(settings, plot, quantity, held, moment.solution));
        figure.panels.back().title = joined({held.text, moment.text});
      }
  return figure;
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Error&) {
  static const auto method = plot_method<Error>(
      "error", "how far fields are from their exact values, over one coordinate or two",
      {scale_of(&Error::scale, "of the errors"),
       setting("points", &Error::points, Limits{2, 2000}, "along each coordinate")},
      {.least_over = 1, .most_over = 2, .least_of = 1, .most_of = 16, .exact = true, .steps = true}, draw_error);
  return method;
}

}  // namespace ansatz::plots
