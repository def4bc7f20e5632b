// A vector field of two fields as arrows on a grid, within the rim of the domain.
#include <utility>

#include "plots/flow.hpp"

namespace ansatz::plots {
namespace {

figures::Figure draw_vectors(const Vectors& settings, const Plot& plot, const Solution& solution,
                             const Snapshots& snapshots) {
  return draw_flow(plot, solution, snapshots, settings.arrows, [](const FlowGrid& grid) -> figures::Layer {
    figures::Arrows arrows;
    for (std::size_t j = 0; j < grid.y.size(); ++j)
      for (std::size_t i = 0; i < grid.x.size(); ++i) {
        const auto vector = grid.at_node(i, j);
        if (!vector) continue;
        arrows.x.push_back(grid.x[i]);
        arrows.y.push_back(grid.y[j]);
        arrows.u.push_back((*vector)[0]);
        arrows.v.push_back((*vector)[1]);
      }
    return arrows;
  });
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Vectors&) {
  static const auto method =
      plot_method<Vectors>("vectors", "two quantities as arrows",
                           {setting("arrows", &Vectors::arrows, Limits{2, 200}, "along each coordinate")},
                           {.least_over = 2, .most_over = 2, .least_of = 2, .most_of = 2, .steps = true}, draw_vectors);
  return method;
}

}  // namespace ansatz::plots
