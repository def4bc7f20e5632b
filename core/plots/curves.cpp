#include "plots/curves.hpp"

#include <utility>

namespace ansatz::plots {
namespace {

figures::Line line(std::string label, const Curves& curves, const std::vector<double>& values) {
  figures::Line made;
  made.label = std::move(label);
  made.x = curves.x;
  made.y = curves.of(values);
  return made;
}

figures::Panel panel(const Curves& curves, const PlotQuantity& quantity, const std::vector<double>& points,
                     const Solution& moment) {
  figures::Panel made;
  made.x.label = curves.x_label;
  made.y.label = curves.y_prefix + quantity.name;
  made.y.scale = curves.scale;
  const bool exact = has_exact(moment.problem(), quantity);
  made.layers.push_back(line(exact ? "found" : "", curves, values_of(moment, quantity, points)));
  if (!exact) return made;
  figures::Line beside = line("exact", curves, exact_values(moment, quantity, points));
  beside.stroke = figures::Stroke::dashed;
  beside.colour = figures::Role::ink;
  made.layers.push_back(std::move(beside));
  return made;
}

}  // namespace

figures::Figure draw_curves(const Curves& curves, const Plot& plot, const Solution& solution,
                            const Snapshots& snapshots) {
  figures::Figure figure;
  const std::vector<Moment> shown = moments(plot, solution, snapshots);
  for (const PlotQuantity& quantity : plot.of)
    for (const Moment& moment : shown)
      for (const Held& held : held_places(plot, solution.problem())) {
        const std::vector<double> points = points_along(held, plot.over.at(0), curves.axis);
        figure.panels.push_back(panel(curves, quantity, points, moment.solution));
        figure.panels.back().title = joined({held.text, moment.text});
      }
  return figure;
}

}  // namespace ansatz::plots
