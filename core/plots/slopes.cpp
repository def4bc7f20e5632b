// The slopes n a of activations over the steps: a panel for each network, a line for each hidden layer. Where neurons
// have slopes of their own the line is their mean and the band one standard deviation to either side.
#include <fmt/format.h>

#include <map>
#include <utility>

#include "plots/kind.hpp"

namespace ansatz::plots {
namespace {

figures::Figure draw_slopes(const Slopes&, const Plot&, const Solution& solution, const Snapshots&) {
  std::map<std::string, std::map<std::size_t, figures::Line>> networks;
  for (const SlopeStatistics& slope : solution.outcome().slopes) {
    figures::Line& line = networks[slope.network][slope.layer];
    line.x.push_back(static_cast<double>(slope.step));
    line.y.push_back(slope.mean);
    line.lower.push_back(slope.mean - slope.deviation);
    line.upper.push_back(slope.mean + slope.deviation);
  }
  figures::Figure figure;
  for (auto& [network, layers] : networks) {
    figures::Panel panel;
    panel.title = networks.size() > 1 ? network : "";
    panel.x.label = "step";
    panel.y.label = "n a";
    for (auto& [layer, line] : layers) {
      if (line.lower == line.upper) line.lower = line.upper = {};
      line.label = fmt::format("layer {}", layer);
      panel.layers.push_back(std::move(line));
    }
    figure.panels.push_back(std::move(panel));
  }
  if (networks.empty()) figure.notes.push_back("The activations of this problem have no slopes that are trained.");
  return figure;
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Slopes&) {
  static const auto method =
      plot_method<Slopes>("slopes", "slopes of activations over the steps, by layer", {}, {}, draw_slopes);
  return method;
}

}  // namespace ansatz::plots
