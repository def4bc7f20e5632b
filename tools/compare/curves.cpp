#include "compare/curves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace ansatz::compare {
namespace {

constexpr std::size_t most_points = 200;  // of a line: more are not seen

/// A run in a figure: infinite from where it diverged.
struct Path {
  const Curve* curve;
  bool diverged;

  /// The place of the last value that was known at a step, one of the first step or later.
  std::size_t place(double step) const {
    const auto after = std::upper_bound(curve->steps.begin(), curve->steps.end(), step);
    return static_cast<std::size_t>(after - curve->steps.begin()) - 1;
  }
  double at(double step) const {
    const double value = curve->values[place(step)];
    const bool lost = std::isnan(value) || (diverged && step > curve->steps.back());
    return lost ? std::numeric_limits<double>::infinity() : value;
  }
  double seconds_at(double step) const { return curve->seconds[place(step)]; }
};

std::vector<Path> paths_of(const Comparison& comparison, const Configuration& configuration, const Quantity& quantity) {
  std::vector<Path> paths;
  for (const std::size_t i : configuration.runs) {
    const Run& run = comparison.runs[i];
    const Measured* found = measured(run, quantity);
    if (value_of(run, quantity) && found != nullptr && !found->curve.steps.empty())
      paths.push_back({&found->curve, run.entry.status == Status::diverged});
  }
  return paths;
}

/// Steps at which any run has a value, from where all have one on: at most `most_points`, the ends among them.
std::vector<double> steps_of(const std::vector<Path>& paths) {
  std::vector<double> all;
  double from = 0;
  for (const Path& path : paths) {
    all.insert(all.end(), path.curve->steps.begin(), path.curve->steps.end());
    from = std::max(from, path.curve->steps.front());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  all.erase(all.begin(), std::lower_bound(all.begin(), all.end(), from));
  if (all.size() <= most_points) return all;
  std::vector<double> thinned;
  for (std::size_t k = 0; k < most_points; ++k) thinned.push_back(all[k * (all.size() - 1) / (most_points - 1)]);
  return thinned;
}

figures::Line median_line(std::string label, const std::vector<Path>& paths, Along along) {
  figures::Line line;
  line.label = std::move(label);
  for (const double step : steps_of(paths)) {
    std::vector<double> values, seconds;
    for (const Path& path : paths) {
      values.push_back(path.at(step));
      seconds.push_back(path.seconds_at(step));
    }
    const Summary summary = summary_of(std::move(values));
    if (std::isinf(summary.median)) continue;  // most of them diverged
    line.x.push_back(along == Along::steps ? step : summary_of(std::move(seconds)).median);
    line.y.push_back(summary.median);
    line.lower.push_back(summary.lower);
    line.upper.push_back(summary.upper);
  }
  if (line.lower == line.y && line.upper == line.y) line.lower = line.upper = {};
  return line;
}

/// The curves of the `most` best configurations. Without layers where none was computed at two steps.
figures::Panel curves_panel(const Comparison& comparison, const Quantity& quantity, const Standing& standing,
                            std::size_t most, Along along) {
  figures::Panel panel;
  panel.x.label = along == Along::steps ? "step" : "time";
  panel.x.unit = along == Along::steps ? "" : "s";
  panel.y.label = quantity.label;
  panel.y.scale = figures::Scale::log;
  std::vector<std::size_t> drawn = ranked(standing.summaries);
  drawn.resize(std::min(drawn.size(), most));
  std::sort(drawn.begin(), drawn.end());
  for (const std::size_t k : drawn) {
    const Configuration& configuration = comparison.configurations[k];
    const auto paths = paths_of(comparison, configuration, quantity);
    if (paths.empty()) continue;
    figures::Line line = median_line(configuration.name, paths, along);
    if (line.x.size() > 1) panel.layers.push_back(std::move(line));
  }
  return panel;
}

/// Places across a row, the same for the same number of points.
double across(std::size_t k, std::size_t count) {
  constexpr double half = 0.25;
  return count < 2 ? 0 : half * (2 * static_cast<double>(k) / static_cast<double>(count - 1) - 1);
}

figures::Points final_values(const Comparison& comparison, const Configuration& configuration, const Quantity& quantity,
                             double row) {
  figures::Points points;
  for (const std::size_t i : configuration.runs)
    if (const auto value = value_of(comparison.runs[i], quantity); value && std::isfinite(*value))
      points.x.push_back(*value);
  for (std::size_t i = 0; i < points.x.size(); ++i) points.y.push_back(row + across(i, points.x.size()));
  return points;
}

figures::Line median_mark(double median, double row) {
  constexpr double half = 0.35;
  return {.x = {median, median}, .y = {row - half, row + half}, .colour = figures::Role::ink};
}

}  // namespace

figures::Figure curves_figure(const Comparison& comparison, Along along, std::size_t most) {
  figures::Figure figure;
  const auto add = [&](const Quantity& quantity, const Standing& standing) {
    figures::Panel panel = curves_panel(comparison, quantity, standing, most, along);
    if (!panel.layers.empty()) figure.panels.push_back(std::move(panel));
  };
  for (std::size_t q = 0; q < comparison.quantities.size(); ++q) add(comparison.quantities[q], comparison.standings[q]);
  if (comparison.quantities.front().kind != Quantity::Kind::loss)
    add({Quantity::Kind::loss, "", "loss"}, comparison.standings.front());
  return figure;
}

figures::Figure spread_figure(const Comparison& comparison) {
  figures::Figure figure;
  for (std::size_t q = 0; q < comparison.quantities.size(); ++q) {
    figures::Panel panel;
    panel.x.label = comparison.quantities[q].label;
    panel.x.scale = figures::Scale::log;
    panel.y.from = static_cast<double>(comparison.configurations.size()) + 0.5;  // the first at the top
    panel.y.to = 0.5;
    for (std::size_t k = 0; k < comparison.configurations.size(); ++k) {
      const Configuration& configuration = comparison.configurations[k];
      const double row = static_cast<double>(k + 1), median = comparison.standings[q].summaries[k].median;
      panel.y.names.push_back(configuration.name);
      panel.layers.push_back(final_values(comparison, configuration, comparison.quantities[q], row));
      if (std::isfinite(median)) panel.layers.push_back(median_mark(median, row));
    }
    figure.panels.push_back(std::move(panel));
  }
  return figure;
}

}  // namespace ansatz::compare
