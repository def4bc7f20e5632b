// A vector field of two fields as arrows on a grid, within the rim of the domain: their directions, and beneath them
// the magnitude as colours, since of arrows of different lengths all but the longest are dots.
#include <utility>

#include "plots/flow.hpp"

namespace ansatz::plots {
namespace {

/// The middles of `count` equal parts of a side of the domain: arrows there keep off the frame.
std::vector<double> middles(const Problem& problem, std::size_t i, std::size_t count) {
  std::vector<double> all;
  const std::vector<double> halves = axis_of(problem, i, 2 * count + 1);
  for (std::size_t k = 1; k < halves.size(); k += 2) all.push_back(halves[k]);
  return all;
}

figures::Layer arrows_on(const FlowGrid& grid) {
  figures::Arrows arrows;
  arrows.same_length = true;
  arrows.colour = figures::Role::ink;
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
}

figures::Figure draw_vectors(const Vectors& settings, const Plot& plot, const Solution& solution,
                             const Snapshots& snapshots) {
  const Problem& problem = solution.problem();
  return draw_flow(plot, solution, snapshots, middles(problem, plot.over[0], settings.arrows),
                   middles(problem, plot.over[1], settings.arrows), arrows_on);
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Vectors&) {
  static const auto method =
      plot_method<Vectors>("vectors", "two quantities as arrows, over their magnitude in colours",
                           {setting("arrows", &Vectors::arrows, Limits{2, 200}, "along each coordinate")},
                           {.least_over = 2, .most_over = 2, .least_of = 2, .most_of = 2, .steps = true}, draw_vectors);
  return method;
}

}  // namespace ansatz::plots
