// How far fields are from their exact values: |found - exact| over one coordinate as lines, over two as colours.
#include <cmath>
#include <utility>

#include "plots/cells.hpp"

namespace ansatz::plots {
namespace {

std::vector<double> differences(const Sample& sample, const PlotQuantity& quantity, std::size_t k) {
  std::vector<double> found = sample.values[k];
  const std::vector<double> exact = exact_values(sample.solution, quantity, sample.points);
  for (std::size_t p = 0; p < found.size(); ++p) found[p] = std::abs(found[p] - exact[p]);
  return found;
}

figures::Figure along_one(const Error& settings, const Plot& plot, const Solution& solution,
                          const Snapshots& snapshots) {
  const std::size_t along = plot.over[0];
  const std::vector<double> axis = axis_of(solution.problem(), along, settings.points);
  const auto all =
      samples_of(plot, solution, snapshots, [&](const Held& held) { return points_along(held, along, axis); });
  figures::Figure figure;
  for (std::size_t k = 0; k < plot.of.size(); ++k)
    for (const Sample& sample : all) {
      figures::Panel panel;
      panel.title = sample.text;
      panel.x.label = coordinate_label(solution.problem(), along);
      panel.y.label = "error of " + plot.of[k].name;
      panel.y.scale = settings.scale;
      const figures::Line line{.x = axis, .y = differences(sample, plot.of[k], k)};
      for (figures::Line& piece : within(line, sample.solution, sample.points))
        panel.layers.push_back(std::move(piece));
      figure.panels.push_back(std::move(panel));
    }
  return figure;
}

figures::Figure over_two(const Error& settings, const Plot& plot, const Solution& solution,
                         const Snapshots& snapshots) {
  const Cells cells(plot, solution.problem(), settings.points);
  const auto all = samples_of(plot, solution, snapshots, [&](const Held& held) { return cells.points(held); });
  figures::Figure figure;
  for (std::size_t k = 0; k < plot.of.size(); ++k)
    for (const Sample& sample : all) {
      figures::HeatMap map = cells.map(differences(sample, plot.of[k], k), sample.solution, sample.held);
      map.label = "error of " + plot.of[k].name;
      map.scale = settings.scale;
      figures::Panel panel = cells.panel(sample.text);
      cells.lay(std::move(map), panel);
      figure.panels.push_back(std::move(panel));
    }
  return figure;
}

figures::Figure draw_error(const Error& settings, const Plot& plot, const Solution& solution,
                           const Snapshots& snapshots) {
  return (plot.over.size() == 1 ? along_one : over_two)(settings, plot, solution, snapshots);
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
