#include "plots/curves.hpp"

#include <utility>

namespace ansatz::plots {
namespace {

/// What is drawn of some values at the sample's points. Curves along a coordinate end where the domain does.
void add(figures::Panel& panel, std::string label, const Curves& curves, const std::vector<double>& values,
         const Sample& sample, figures::Stroke stroke = figures::Stroke::solid,
         figures::Role colour = figures::Role::automatic) {
  figures::Line line{
      .label = std::move(label), .x = curves.x, .y = curves.of(values), .stroke = stroke, .colour = colour};
  const bool along = line.x.size() == curves.axis.size();
  if (!along) return panel.layers.push_back(std::move(line));
  for (figures::Line& piece : within(line, sample.solution, sample.points)) panel.layers.push_back(std::move(piece));
}

figures::Panel panel(const Curves& curves, const PlotQuantity& quantity, const std::vector<double>& values,
                     const Sample& sample) {
  figures::Panel made;
  made.title = sample.text;
  made.x.label = curves.x_label;
  made.y.label = curves.y_prefix + quantity.name;
  made.y.scale = curves.scale;
  const bool exact = has_exact(sample.solution.problem(), quantity);
  add(made, exact ? "found" : "", curves, values, sample);
  if (exact)
    add(made, "exact", curves, exact_values(sample.solution, quantity, sample.points), sample, figures::Stroke::dashed,
        figures::Role::ink);
  return made;
}

}  // namespace

figures::Figure draw_curves(const Curves& curves, const Plot& plot, const Solution& solution,
                            const Snapshots& snapshots) {
  figures::Figure figure;
  const auto all = samples_of(plot, solution, snapshots,
                              [&](const Held& held) { return points_along(held, plot.over.at(0), curves.axis); });
  for (std::size_t k = 0; k < plot.of.size(); ++k)
    for (const Sample& sample : all) figure.panels.push_back(panel(curves, plot.of[k], sample.values[k], sample));
  return figure;
}

}  // namespace ansatz::plots
