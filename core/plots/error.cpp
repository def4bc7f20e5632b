// How far fields are from their exact values: |found - exact| over one coordinate as lines, over two as colours. Where
// the exact values are those of a table, the differences are at its points: marks over one coordinate; over two each
// cell has the largest difference of the points in it.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "plots/cells.hpp"
#include "plots/known.hpp"

namespace ansatz::plots {
namespace {

std::vector<double> differences(const Sample& sample, const PlotQuantity& quantity, std::size_t k) {
  std::vector<double> found = sample.values[k];
  const std::vector<double> exact = exact_values(sample.solution, quantity, sample.points);
  for (std::size_t p = 0; p < found.size(); ++p) found[p] = std::abs(found[p] - exact[p]);
  return found;
}

/// The points of the table where the picture is cut, and how far what was found is off there.
Known differences_on_table(const Sample& sample, const PlotQuantity& quantity, const Plot& plot) {
  for (const Known& known : known_values(sample.solution, quantity)) {
    if (!known.exact) continue;
    Known on = lying_on(known, sample.held, plot.over, sample.solution.problem(), known.values.size());
    const std::vector<Quantity> asked{quantity.value};
    const auto found = sample.solution.evaluate_all(asked, on.points, Outside::not_a_number);
    for (std::size_t p = 0; p < on.values.size(); ++p) on.values[p] = std::abs(found[0][p] - on.values[p]);
    return on;
  }
  throw InternalFault("a plot of errors of a field without exact values was not refused");
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
      if (has_exact(solution.problem(), plot.of[k])) {
        const figures::Line line{.x = axis, .y = differences(sample, plot.of[k], k)};
        for (figures::Line& piece : within(line, sample.solution, sample.points))
          panel.layers.push_back(std::move(piece));
      } else {
        const Known on = differences_on_table(sample, plot.of[k], plot);
        figures::Points points{.label = "at the points of the table", .y = on.values};
        for (std::size_t p = along; p < on.points.size(); p += sample.held.point.size())
          points.x.push_back(on.points[p]);
        panel.layers.push_back(std::move(points));
      }
      figure.panels.push_back(std::move(panel));
    }
  return figure;
}

/// Not so many cells that points of the table have empty ones between them.
std::size_t cells_for(const Error& settings, const Plot& plot, const Solution& solution) {
  std::size_t cells = settings.points;
  for (const PlotQuantity& quantity : plot.of)
    if (!has_exact(solution.problem(), quantity)) {
      const auto count = static_cast<double>(solution.problem().evaluation_points.size()) /
                         static_cast<double>(solution.problem().domain.dimensions());
      cells = std::min(cells, std::max<std::size_t>(2, static_cast<std::size_t>(std::sqrt(count) / 2)));
    }
  return cells;
}

figures::Figure over_two(const Error& settings, const Plot& plot, const Solution& solution,
                         const Snapshots& snapshots) {
  const Cells cells(plot, solution.problem(), cells_for(settings, plot, solution));
  const auto all = samples_of(plot, solution, snapshots, [&](const Held& held) { return cells.points(held); });
  figures::Figure figure;
  for (std::size_t k = 0; k < plot.of.size(); ++k)
    for (const Sample& sample : all) {
      figures::HeatMap map;
      if (has_exact(solution.problem(), plot.of[k])) {
        map = cells.map(differences(sample, plot.of[k], k), sample.held);
      } else {
        const Known on = differences_on_table(sample, plot.of[k], plot);
        map = cells.largest_of(on.points, on.values, sample.held);
      }
      map.label = "error of " + plot.of[k].name;
      map.scale = settings.scale;
      figures::Panel panel = cells.panel(sample.text);
      cells.lay(std::move(map), sample.held, panel);
      figure.panels.push_back(std::move(panel));
    }
  return figure;
}

figures::Figure draw_error(const Error& settings, const Plot& plot, const Solution& solution,
                           const Snapshots& snapshots) {
  figures::Figure figure = (plot.over.size() == 1 ? along_one : over_two)(settings, plot, solution, snapshots);
  if (settings.ranges == Ranges::shared) figures::share_ranges(figure);
  return figure;
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Error&) {
  static const auto method = plot_method<Error>(
      "error", "how far fields are from their exact values, over one coordinate or two",
      {scale_of(&Error::scale, "of the errors"),
       setting("points", &Error::points, Limits{2, 2000}, "along each coordinate"), ranges_of(&Error::ranges)},
      {.least_over = 1, .most_over = 2, .least_of = 1, .most_of = 16, .exact = true, .steps = true}, draw_error);
  return method;
}

}  // namespace ansatz::plots
