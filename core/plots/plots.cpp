// Plots as a whole: what is wrong with one, how it is drawn, which ones a problem gets that names none.
#include "ansatz/core/plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "ansatz/core/evolution.hpp"
#include "optimise/stage.hpp"
#include "plots/known.hpp"
#include "plots/samples.hpp"
#include "points/domain.hpp"

namespace ansatz {
namespace {

using Wrong = std::optional<Plot::Fault>;

/// "1", "1 to 2".
std::string from_to(std::size_t least, std::size_t most) {
  return most > least ? fmt::format("{} to {}", least, most) : fmt::format("{}", least);
}

Wrong wrong_coordinates(const Plot& plot, const Problem& problem) {
  const PlotMethod::Reads& reads = plot.kind.method().reads;
  const std::size_t dimensions = problem.domain.dimensions();
  if (dimensions < reads.least_over)
    return Plot::Fault{"", fmt::format("needs {} coordinates, and this problem has {}", reads.least_over, dimensions)};
  if (reads.most_over == 0 && !(plot.over.empty() && plot.at.empty()))
    return Plot::Fault{"over", "is of no coordinate"};
  if (!plot.over.empty() && (plot.over.size() < reads.least_over || plot.over.size() > reads.most_over))
    return Plot::Fault{"over",
                       fmt::format("runs over {} coordinate{}; got {}", from_to(reads.least_over, reads.most_over),
                                   reads.most_over == 1 ? "" : "s", plot.over.size())};
  std::set<std::size_t> seen;
  for (const std::size_t i : plot.over) {
    if (i >= dimensions)
      return Plot::Fault{"over", fmt::format("runs over coordinate {}, and this problem has {}", i, dimensions)};
    const std::string name = plots::coordinate_label(problem, i);
    if (!seen.insert(i).second) return Plot::Fault{"over", fmt::format("runs over `{}` twice", name)};
    if (plot.at.count(i) != 0) return Plot::Fault{name, fmt::format("runs over `{}`, which is held as well", name)};
  }
  if (plot.at.size() + std::max(reads.least_over, plot.over.size()) > dimensions)
    return Plot::Fault{"", fmt::format("holds {} of {} coordinates, and needs {} to run over", plot.at.size(),
                                       dimensions, reads.least_over)};
  return std::nullopt;
}

Wrong wrong_places(const Plot& plot, const Problem& problem) {
  const std::vector<Interval> box = bounding_box(problem.domain);
  for (const auto& [i, values] : plot.at) {
    if (i >= box.size()) return Plot::Fault{"", fmt::format("holds coordinate {}, and there are {}", i, box.size())};
    const std::string name = plots::coordinate_label(problem, i);
    if (values.empty()) return Plot::Fault{name, fmt::format("holds `{}` at no value", name)};
    for (const double value : values)
      if (!(value >= box[i].lower && value <= box[i].upper))
        return Plot::Fault{name, fmt::format("holds `{}` at {:.6g}, outside of [{:.6g}, {:.6g}]", name, value,
                                             box[i].lower, box[i].upper)};
  }
  return std::nullopt;
}

Wrong wrong_quantities(const Plot& plot, const Problem& problem) {
  const PlotMethod::Reads& reads = plot.kind.method().reads;
  if (reads.most_of == 0)
    return plot.of.empty() ? std::nullopt : Wrong(Plot::Fault{"of", "draws nothing that could be named by `of`"});
  const auto counted = [&](std::size_t count) {
    return Plot::Fault{"of", fmt::format("draws {} quantit{}; got {}", from_to(reads.least_of, reads.most_of),
                                         reads.most_of == 1 ? "y" : "ies", count)};
  };
  if (!plot.of.empty() && (plot.of.size() < reads.least_of || plot.of.size() > reads.most_of))
    return counted(plot.of.size());
  const Plot whole = plots::complete(plot, problem);
  if (whole.of.size() < reads.least_of) return counted(whole.of.size());
  for (const PlotQuantity& quantity : whole.of)
    if (reads.unknowns && !quantity.unknown)
      return Plot::Fault{"of", fmt::format("is of unknowns alone; `{}` is none", quantity.name)};
  if (!reads.exact) return std::nullopt;
  for (const PlotQuantity& quantity : whole.of)
    if (!plots::has_exact(problem, quantity) && !plots::has_exact_table(problem, quantity))
      return Plot::Fault{"of", fmt::format("needs exact values of `{}`, by a formula or from a file", quantity.name)};
  return std::nullopt;
}

/// The discrete Fourier transform of a line needs all of it.
Wrong wrong_lines(const Plot& plot, const Problem& problem) {
  if (!plot.kind.method().reads.whole_lines || problem.domain.space.empty()) return std::nullopt;
  const Plot whole = plots::complete(plot, problem);
  constexpr std::size_t tried = 65;
  const std::vector<double> axis = plots::axis_of(problem, whole.over[0], tried);
  const std::size_t dimensions = problem.domain.dimensions();
  for (const plots::Held& held : plots::held_places(whole, problem)) {
    const std::vector<double> points = plots::points_along(held, whole.over[0], axis);
    for (std::size_t p = 0; p < points.size(); p += dimensions)
      if (!contains(problem.domain, points.data() + p))
        return Plot::Fault{"over", fmt::format("runs along `{}` through points outside of the domain, as {}",
                                               plots::coordinate_label(problem, whole.over[0]),
                                               describe(problem.domain, points.data() + p))};
  }
  return std::nullopt;
}

Wrong wrong_steps(const Plot& plot, const Problem& problem) {
  if (!plot.steps.empty() && !plot.kind.method().reads.steps)
    return Plot::Fault{"steps", "is of the whole training, not of a step"};
  if (plot.steps.empty() && plot.kind.method().reads.over_steps)
    return Plot::Fault{"", "runs over steps, and names none; write them, as in `steps = [0, 100, 200]`"};
  if (plot.steps.empty()) return std::nullopt;
  const std::uint64_t all = optimise::steps_of(std::span<const Stage>(problem.stages)) * windows_of(problem);
  for (const std::uint64_t step : plot.steps)
    if (step > all) return Plot::Fault{"steps", fmt::format("shows step {}, and training has {}", step, all)};
  return std::nullopt;
}

bool adapts(const Problem& problem) {
  return std::any_of(problem.networks.begin(), problem.networks.end(), [&](const NetworkSpec& network) {
    return static_cast<bool>(adaptation_of(problem, network).method().make);
  });
}

}  // namespace

Wrong what_is_wrong(const Plot& plot, const Problem& problem) {
  Wrong wrong = wrong_coordinates(plot, problem);
  if (!wrong) wrong = wrong_places(plot, problem);
  if (!wrong) wrong = wrong_quantities(plot, problem);
  if (!wrong) wrong = wrong_lines(plot, problem);
  if (!wrong) wrong = wrong_steps(plot, problem);
  return wrong;
}

figures::Figure draw(const Plot& plot, const Solution& solution, const Snapshots& snapshots) {
  check(plot.kind);
  if (const Wrong wrong = what_is_wrong(plot, solution.problem()))
    throw UserError(fmt::format("plot {} {}", plot.kind.name(), wrong->text));
  const Plot whole = plots::complete(plot, solution.problem());
  figures::Figure figure = plot.kind.method().draw(plot.kind.settings(), whole, solution, snapshots);
  figure.title = plot.title;
  return figure;
}

std::vector<Plot> usual_plots(const Problem& problem) {
  std::vector<Plot> wanted;
  const auto add = [&](PlotKind kind) {
    Plot plot{std::move(kind)};
    if (!what_is_wrong(plot, problem)) wanted.push_back(std::move(plot));
  };
  add(plots::Heatmap{});
  add(plots::Slice{});
  add(plots::Error{});
  if (problem.fields.size() == 2 && problem.domain.space.size() == 2) add(plots::Streamlines{});
  add(plots::History{});
  if (adapts(problem)) add(plots::Slopes{});
  add(plots::Points{});
  return wanted;
}

std::vector<std::uint64_t> snapshot_steps(const std::vector<Plot>& plots) {
  std::set<std::uint64_t> steps;
  for (const Plot& plot : plots) steps.insert(plot.steps.begin(), plot.steps.end());
  return {steps.begin(), steps.end()};
}

}  // namespace ansatz
