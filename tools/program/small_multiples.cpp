#include "small_multiples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <variant>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/plot.hpp"
#include "snapshots.hpp"

namespace ansatz::cli {
namespace {

constexpr std::size_t most_cells = 80;    // along each coordinate of a map
constexpr std::size_t most_points = 201;  // along a line
constexpr std::size_t most_rows = 101;    // of a history

/// The run of the median among those that finished.
std::optional<std::size_t> median_run(const compare::Comparison& comparison, const compare::Configuration& of) {
  std::vector<std::pair<double, std::size_t>> finished;
  for (const std::size_t i : of.runs)
    if (const auto value = compare::value_of(comparison.runs[i], comparison.quantities.front());
        value && std::isfinite(*value))
      finished.emplace_back(*value, i);
  if (finished.empty()) return std::nullopt;
  std::sort(finished.begin(), finished.end());
  return finished[(finished.size() - 1) / 2].second;
}

/// As coarse as many panels beside each other are, and with ranges that those of all runs can be brought to.
Plot for_comparison(Plot plot) {
  if (const auto* map = plot.kind.get_if<plots::Heatmap>()) {
    plots::Heatmap changed = *map;
    changed.cells = std::min(changed.cells, most_cells);
    changed.ranges = plots::Ranges::own;
    plot.kind = changed;
  } else if (const auto* error = plot.kind.get_if<plots::Error>()) {
    plots::Error changed = *error;
    changed.points = std::min(changed.points, most_cells);
    changed.ranges = plots::Ranges::own;
    plot.kind = changed;
  } else if (const auto* slice = plot.kind.get_if<plots::Slice>()) {
    plots::Slice changed = *slice;
    changed.points = std::min(changed.points, most_points);
    changed.ranges = plots::Ranges::own;
    plot.kind = changed;
  } else if (const auto* spectrum = plot.kind.get_if<plots::Spectrum>()) {
    plots::Spectrum changed = *spectrum;
    changed.ranges = plots::Ranges::own;
    plot.kind = changed;
  }
  return plot;
}

/// The solution once, its error, the slopes.
std::vector<Plot> chosen_plots(const Problem& problem) {
  std::vector<Plot> chosen;
  bool solution = false;
  for (const Plot& plot : usual_plots(problem)) {
    const std::string& kind = plot.kind.name();
    const bool shows_solution = kind == "heatmap" || kind == "slice";
    if (kind == "error" || kind == "slopes" || (shows_solution && !solution)) chosen.push_back(plot);
    solution = solution || shows_solution;
  }
  return chosen;
}

std::vector<Plot> plots_of(const Problem& problem) {
  std::vector<Plot> wanted = problem.plots.empty() ? chosen_plots(problem) : problem.plots;
  std::erase_if(wanted, [](const Plot& plot) { return plot.kind.name() == "points"; });
  for (Plot& plot : wanted) plot = for_comparison(std::move(plot));
  return wanted;
}

/// Every so many points of lines over the steps, both ends among them; of other kinds peaks would be lost.
void thin(figures::Line& line) {
  const std::size_t count = line.x.size();
  if (count <= most_rows) return;
  const auto thinned = [&](std::vector<double>& values) {
    if (values.empty()) return;
    for (std::size_t k = 0; k < most_rows; ++k) values[k] = values[k * (count - 1) / (most_rows - 1)];
    values.resize(most_rows);
  };
  for (std::vector<double>* values : {&line.x, &line.y, &line.lower, &line.upper}) thinned(*values);
}

bool runs_over_steps(const Plot& plot) { return plot.kind.name() == "slopes" || plot.kind.name() == "history"; }

/// The panels of one plot, of all configurations that have it.
figures::Figure beside(const std::vector<Representative>& shown, const std::vector<std::vector<Plot>>& plots,
                       std::size_t number, std::vector<std::string>& notes) {
  figures::Figure figure;
  for (std::size_t k = 0; k < shown.size(); ++k) {
    if (number >= plots[k].size()) continue;
    const Solution& solution = shown[k].run.solution;
    try {
      figures::Figure own = draw(plots[k][number], solution, snapshots_in(shown[k].run.folder, solution.problem()));
      const bool several = own.panels.size() > 1;
      for (figures::Panel& panel : own.panels) {
        for (figures::Layer& layer : panel.layers)
          if (auto* line = std::get_if<figures::Line>(&layer); line != nullptr && runs_over_steps(plots[k][number]))
            thin(*line);
        panel.title = shown[k].name + (several && !panel.title.empty() ? ": " + panel.title : "");
        figure.panels.push_back(std::move(panel));
      }
    } catch (const UserError& error) {
      notes.push_back(fmt::format("{}: {}.", shown[k].label, error.what()));
    }
  }
  figures::share_ranges(figure);
  return figure;
}

}  // namespace

std::vector<Representative> representatives(const compare::Comparison& comparison, std::size_t most,
                                            std::optional<int> threads, std::vector<std::string>& notes) {
  std::vector<std::size_t> chosen = compare::ranked(comparison.standings.front().summaries);
  chosen.resize(std::min(chosen.size(), most));
  std::sort(chosen.begin(), chosen.end());
  std::vector<Representative> shown;
  for (const std::size_t k : chosen) {
    const compare::Configuration& configuration = comparison.configurations[k];
    const auto number = median_run(comparison, configuration);
    if (!number) continue;
    const compare::Entry& entry = comparison.runs[*number].entry;
    if (is_run_on_images(entry.folder)) continue;
    try {
      shown.push_back({configuration.name, entry.label, load_run(entry.folder.string(), threads)});
    } catch (const UserError& error) {
      notes.push_back(fmt::format("There is no picture of {}: {}.", configuration.name, error.what()));
    } catch (const WorldFailure& error) {
      notes.push_back(fmt::format("There is no picture of {}: {}.", configuration.name, error.what()));
    }
  }
  return shown;
}

std::vector<RunFigure> small_multiples(const std::vector<Representative>& shown, std::vector<std::string>& notes) {
  std::vector<std::vector<Plot>> plots;
  std::size_t most = 0;
  for (const Representative& one : shown) {
    plots.push_back(plots_of(one.run.solution.problem()));
    most = std::max(most, plots.back().size());
  }
  std::vector<RunFigure> figures;
  std::map<std::string, std::size_t> used;
  for (std::size_t number = 0; number < most; ++number) {
    const auto has = [&](const std::vector<Plot>& of_one) { return number < of_one.size(); };
    const Plot& first = (*std::find_if(plots.begin(), plots.end(), has))[number];
    figures::Figure figure = beside(shown, plots, number, notes);
    if (figure.panels.empty()) continue;
    const std::string& kind = first.kind.name();
    const std::size_t count = ++used[kind];
    figures.push_back({count == 1 ? kind : fmt::format("{}-{}", kind, count),
                       first.title.empty() ? heading_of(first, shown.front().run.solution.problem()) : first.title,
                       "Side by side", std::move(figure)});
  }
  return figures;
}

}  // namespace ansatz::cli
