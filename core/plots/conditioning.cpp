// The condition of the matrix that slopes put between the gradient and the step, over the steps: a panel for each
// network, a line for each hidden layer and one for all of it. What that is says ansatz/core/slope_conditioning.hpp.
#include "ansatz/core/slope_conditioning.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "plots/kind.hpp"

namespace ansatz::plots {
namespace {

void add(figures::Line& line, std::uint64_t step, double condition) {
  line.x.push_back(static_cast<double>(step));
  line.y.push_back(condition);
}

figures::Panel panel_of(const std::string& network, const std::vector<ConditioningRow>& rows) {
  figures::Line all;
  all.label = "the whole network";
  all.colour = figures::Role::ink;
  std::vector<figures::Line> layers;
  for (const ConditioningRow& row : rows)
    for (const SlopeConditioning& one : row.networks) {
      if (one.network != network) continue;
      add(all, row.step, one.all);
      layers.resize(one.layers.size());
      for (std::size_t k = 0; k < layers.size(); ++k) add(layers[k], row.step, one.layers[k]);
    }
  figures::Panel panel;
  panel.x.label = "step";
  panel.y.label = "condition number";
  panel.y.scale = figures::Scale::log;
  panel.layers.push_back(std::move(all));
  for (std::size_t k = 0; k < layers.size(); ++k) {
    layers[k].label = fmt::format("layer {}", k + 1);
    panel.layers.push_back(std::move(layers[k]));
  }
  return panel;
}

figures::Figure draw_conditioning(const Conditioning&, const Plot& plot, const Solution& solution,
                                  const Snapshots& snapshots) {
  const std::vector<ConditioningRow> rows = conditioning_along(plot.steps, solution, snapshots);
  figures::Figure figure;
  for (const SlopeConditioning& one : rows.back().networks) {
    figure.panels.push_back(panel_of(one.network, rows));
    if (rows.back().networks.size() > 1) figure.panels.back().title = one.network;
  }
  if (rows.back().networks.size() < solution.problem().networks.size())
    figure.notes.push_back(
        "It is known of networks of dense layers whose slopes are all that adapts (gaaf, llaaf, nlaaf), or stay.");
  return figure;
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Conditioning&) {
  static const auto method =
      plot_method<Conditioning>("conditioning", "condition numbers of the matrix that slopes put before the gradient",
                                {}, {.steps = true, .over_steps = true}, draw_conditioning);
  return method;
}

}  // namespace ansatz::plots
