// How training went, over the steps: the loss and its terms, errors of fields, the learning rate where it changed,
// weights that moved, unknowns beside the values they should have. A panel for each of these that there is.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include "plots/kind.hpp"

namespace ansatz::plots {
namespace {

using Rows = std::vector<Progress>;

/// The values of those rows that have one.
figures::Line line(std::string label, const Rows& rows,
                   const std::function<std::optional<double>(const Progress&)>& value) {
  figures::Line made;
  made.label = std::move(label);
  for (const Progress& row : rows)
    if (const std::optional<double> y = value(row)) {
      made.x.push_back(static_cast<double>(row.step));
      made.y.push_back(*y);
    }
  return made;
}

/// Every panel runs over all steps, whatever part of them its lines have.
figures::Panel panel(std::string label, const Rows& rows, figures::Scale scale) {
  figures::Panel made;
  made.x.label = "step";
  if (rows.size() > 1 && rows.back().step > rows.front().step) {
    made.x.from = static_cast<double>(rows.front().step);
    made.x.to = static_cast<double>(rows.back().step);
  }
  made.y.label = std::move(label);
  made.y.scale = scale;
  return made;
}

figures::Panel losses(const Rows& rows, figures::Scale scale) {
  figures::Panel made = panel("loss", rows, scale);
  figures::Line total = line("all", rows, [](const Progress& row) { return row.loss; });
  total.colour = figures::Role::ink;
  made.layers.push_back(std::move(total));
  if (rows.empty() || rows[0].terms.size() < 2) return made;
  for (std::size_t k = 0; k < rows[0].terms.size(); ++k)
    made.layers.push_back(line(rows[0].terms[k].name, rows, [k](const Progress& row) -> std::optional<double> {
      return k < row.terms.size() ? std::optional(row.terms[k].value) : std::nullopt;
    }));
  return made;
}

figures::Panel errors(const Rows& rows, const Progress& last, figures::Scale scale) {
  figures::Panel made = panel("relative L2 error", rows, scale);
  for (std::size_t k = 0; k < last.errors.size(); ++k)
    made.layers.push_back(line(last.errors[k].field, rows, [k](const Progress& row) -> std::optional<double> {
      return k < row.errors.size() ? std::optional(row.errors[k].l2_relative) : std::nullopt;
    }));
  return made;
}

/// Where it changes: one that stays is said by the file.
bool rates_change(const Rows& rows) {
  std::optional<double> first;
  for (const Progress& row : rows) {
    if (row.rate && first && *row.rate != *first) return true;
    if (row.rate) first = row.rate;
  }
  return false;
}

figures::Panel rates(const Rows& rows, figures::Scale scale) {
  figures::Panel made = panel("learning rate", rows, scale);
  made.layers.push_back(line("", rows, [](const Progress& row) { return row.rate; }));
  return made;
}

figures::Panel weights(const Problem& problem, const Rows& rows) {
  figures::Panel made = panel("weight", rows, figures::Scale::log);
  for (std::size_t k = 0; k < problem.conditions.size(); ++k)
    made.layers.push_back(line(problem.conditions[k].name, rows, [k](const Progress& row) -> std::optional<double> {
      return k < row.weights.size() ? std::optional(row.weights[k]) : std::nullopt;
    }));
  return made;
}

figures::Panel unknown(const Problem& problem, std::size_t k, const Rows& rows) {
  figures::Panel made = panel(problem.unknowns[k].name, rows, figures::Scale::linear);
  made.layers.push_back(line("found", rows, [k](const Progress& row) -> std::optional<double> {
    return k < row.unknowns.size() ? std::optional(row.unknowns[k]) : std::nullopt;
  }));
  if (k >= problem.exact_unknowns.size() || !problem.exact_unknowns[k]) return made;
  figures::ReferenceLine exact;
  exact.label = "exact";
  exact.value = *problem.exact_unknowns[k];
  exact.colour = figures::Role::ink;
  made.layers.push_back(exact);
  return made;
}

figures::Figure draw_history(const History& settings, const Plot& plot, const Solution& solution, const Snapshots&) {
  const Problem& problem = solution.problem();
  const Outcome& outcome = solution.outcome();
  figures::Figure figure;
  for (const PlotQuantity& quantity : plot.of)
    figure.panels.push_back(unknown(problem, *quantity.unknown, outcome.history));
  if (!plot.of.empty()) return figure;
  figure.panels.push_back(losses(outcome.history, settings.scale));
  const auto with_errors = [](const Progress& row) { return !row.errors.empty(); };
  if (std::count_if(outcome.history.begin(), outcome.history.end(), with_errors) > 1)  // one alone is no curve
    figure.panels.push_back(errors(outcome.history, outcome.last, settings.scale));
  if (rates_change(outcome.history)) figure.panels.push_back(rates(outcome.history, settings.scale));
  if (!outcome.last.weights.empty()) figure.panels.push_back(weights(problem, outcome.history));
  for (std::size_t k = 0; k < problem.unknowns.size(); ++k)
    figure.panels.push_back(unknown(problem, k, outcome.history));
  return figure;
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const History&) {
  static const auto method =
      plot_method<History>("history", "losses, errors, learning rates, moving weights and unknowns over the steps",
                           {scale_of(&History::scale, "of losses, errors and learning rates")},
                           {.most_of = 16, .unknowns = true}, draw_history);
  return method;
}

}  // namespace ansatz::plots
