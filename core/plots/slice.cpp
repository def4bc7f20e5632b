// Fields along one coordinate at several places and steps, exact values dashed beside those found.
#include "plots/curves.hpp"

namespace ansatz::plots {
namespace {

figures::Figure draw_slice(const Slice& settings, const Plot& plot, const Solution& solution,
                           const Snapshots& snapshots) {
  const std::size_t along = plot.over.at(0);
  Curves curves;
  curves.axis = curves.x = axis_of(solution.problem(), along, settings.points);
  curves.of = [](const std::vector<double>& values) { return values; };
  curves.x_label = coordinate_label(solution.problem(), along);
  curves.scale = settings.scale;
  curves.lines = settings.lines;
  curves.ranges = settings.ranges;
  return draw_curves(curves, plot, solution, snapshots);
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Slice&) {
  static const auto method = plot_method<Slice>(
      "slice", "values along a coordinate, exact beside found",
      {scale_of(&Slice::scale, "of the values"), setting("points", &Slice::points, Limits{2, 1e6}, "along it"),
       lines_of(&Slice::lines), ranges_of(&Slice::ranges)},
      {.least_over = 1, .most_over = 1, .least_of = 1, .most_of = 16, .steps = true}, draw_slice);
  return method;
}

}  // namespace ansatz::plots
