// Where each condition was asked to hold at the start of training, with the rim of the domain. Along one coordinate
// every condition has a row of its own; of more than two the points are seen along the others. Of many points of a
// condition some are drawn, and the legend counts all.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ansatz/core/random.hpp"
#include "plots/kind.hpp"
#include "plots/outline.hpp"
#include "plots/samples.hpp"
#include "points/collocation.hpp"

namespace ansatz::plots {
namespace {

constexpr std::array markers{figures::Marker::dot,      figures::Marker::square, figures::Marker::diamond,
                             figures::Marker::triangle, figures::Marker::cross,  figures::Marker::plus};

constexpr std::size_t most_drawn = 1500;       // of a condition: more would be one dark patch
constexpr std::size_t longest_statement = 28;  // bytes; a longer one would be most of the picture

/// "walls: u = 0 (128)".
std::string label_of(const Condition& condition, std::size_t points) {
  const std::string& said = condition.statement;
  return fmt::format("{}{} ({})", condition.name, said.empty() || said.size() > longest_statement ? "" : ": " + said,
                     points);
}

figures::Points points_of(const Problem& problem, std::size_t condition, const PointSet& points,
                          const std::vector<std::size_t>& over) {
  figures::Points layer;
  layer.label = label_of(problem.conditions[condition], points.count);
  layer.marker = markers[condition % markers.size()];
  // Any of them, and not every so many-th: of a grid those would be stripes.
  std::vector<std::size_t> drawn = Stream(0, "drawn points").permutation(points.count);
  drawn.resize(std::min(drawn.size(), most_drawn));
  for (const std::size_t p : drawn) {
    layer.x.push_back(points.points[over[0] * points.count + p]);
    layer.y.push_back(over.size() > 1 ? points.points[over[1] * points.count + p] : static_cast<double>(condition + 1));
  }
  return layer;
}

/// One layer a condition, in their order.
std::vector<figures::Points> layers_of(const Problem& problem, const std::vector<std::size_t>& over) {
  std::vector<figures::Points> layers(problem.conditions.size());
  for (const PointGroup& group : place_points(problem))
    for (const std::size_t condition : group.conditions)
      layers[condition] = points_of(problem, condition, group.points, over);
  return layers;
}

figures::Figure draw_points(const Points&, const Plot& plot, const Solution& solution, const Snapshots&) {
  const Problem& problem = solution.problem();
  figures::Figure figure;
  figures::Panel panel;
  panel.x.label = coordinate_label(problem, plot.over[0]);
  if (plot.over.size() > 1) {
    panel.y.label = coordinate_label(problem, plot.over[1]);
    panel.same_scale = both_lengths(problem, plot.over[0], plot.over[1]);
    // Along a coordinate of space that is not drawn the rim is another at every place.
    if (problem.domain.space.size() < 2 || (problem.domain.space.size() == 2 && panel.same_scale))
      panel.layers.push_back(outline_of(problem.domain, plot.over[0], plot.over[1], {}));
  } else {
    for (const Condition& condition : problem.conditions) panel.y.names.push_back(condition.name);
    panel.y.from = static_cast<double>(problem.conditions.size()) + 0.5;  // the first at the top
    panel.y.to = 0.5;
  }
  for (figures::Points& layer : layers_of(problem, plot.over)) panel.layers.push_back(std::move(layer));
  figure.panels.push_back(std::move(panel));
  if (problem.domain.dimensions() > plot.over.size())
    figure.notes.push_back("The points are seen along the coordinates that are not drawn.");
  return figure;
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Points&) {
  static const auto method = plot_method<Points>("points", "where conditions are asked to hold, with the domain", {},
                                                 {.least_over = 1, .most_over = 2}, draw_points);
  return method;
}

}  // namespace ansatz::plots
