#include "summary.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "ansatz/core/results.hpp"
#include "duration.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

struct Table {
  std::string text;
  std::size_t name_width = 8;

  void title(std::string_view name, std::string_view rest) {
    text += fmt::format("{:<{}}{}\n", name, name_width + 4, rest);
  }
  void row(const std::string& name, std::string_view rest) {
    std::size_t pad = name_width - std::min(name_width, display_columns(name)) + 2;
    text += fmt::format("  {}{:{}}{}\n", name, "", pad, rest);
  }
};

std::size_t widest_name(const Problem& problem, const Outcome& outcome) {
  std::size_t width = 8;
  for (const auto& term : outcome.last.terms) width = std::max(width, display_columns(term.name));
  for (const auto& error : outcome.last.errors) width = std::max(width, display_columns(error.field));
  for (const auto& unknown : problem.unknowns) width = std::max(width, display_columns(unknown.name));
  return std::min<std::size_t>(width, 32);
}

/// "   without 1 point, at which `exact` has no value".
std::string without_exact(std::size_t points) {
  return points == 0
             ? ""
             : fmt::format("   without {} point{}, at which `exact` has no value", points, points == 1 ? "" : "s");
}

/// `left_out`: by field, points that take no part.
void add_errors(Table& table, const Problem& problem, const Progress& last, const std::vector<std::size_t>& left_out) {
  if (last.errors.empty()) return;
  table.title("error", "relative L2   maximum");
  for (std::size_t k = 0; k < last.errors.size(); ++k) {
    const FieldError& error = last.errors[k];
    table.row(error.field, fmt::format("{:<11.4e}   {:.4e}{}", error.l2_relative, error.max,
                                       without_exact(left_out.at(problem.exact[k].field))));
  }
}

void add_unknowns(Table& table, const Problem& problem, const Progress& last) {
  if (last.unknowns.empty()) return;
  table.title("unknowns", "");
  for (std::size_t i = 0; i < last.unknowns.size() && i < problem.unknowns.size(); ++i) {
    auto value = fmt::format("{:.6g}", last.unknowns[i]);
    if (auto error = unknown_error(problem, i, last.unknowns[i])) {
      value += fmt::format("   exact {:.6g}   error {:.2e}", *problem.exact_unknowns[i], *error);
    }
    table.row(problem.unknowns[i].name, value);
  }
}

/// The slopes after the last step that they were recorded at, one row a network and layer.
void add_slopes(Table& table, const Outcome& outcome, std::size_t networks) {
  if (outcome.slopes.empty() || outcome.status == Status::diverged) return;  // they are not those that are kept
  table.title("slopes", "mean n*a   deviation");
  auto last_step = outcome.slopes.back().step;
  for (const auto& slope : outcome.slopes) {
    if (slope.step != last_step) continue;
    auto name = fmt::format("layer {}", slope.layer);
    table.row(networks > 1 ? slope.network + " " + name : name,
              fmt::format("{:<8.4f}   {:.4f}", slope.mean, slope.deviation));
  }
}

/// " at x = 0.3, t = 0.5", of the coordinates that are numbers; nothing where none is.
std::string at_place(const Domain& domain, const std::vector<double>& point) {
  std::string text;
  for (std::size_t i = 0; i < point.size(); ++i) {
    if (std::isnan(point[i])) continue;
    const std::string& name = i < domain.space.size() ? domain.space[i] : *domain.time;
    text += fmt::format("{}{} = {:.4g}", text.empty() ? " at " : ", ", name, point[i]);
  }
  return text;
}

/// Conditions at fresh points, checks, and the verdict.
void add_verification(Table& table, const Problem& problem, const Verification& found) {
  if (!found.residuals.empty()) table.title("residuals", "mean square at fresh points, and trained on; largest");
  for (const ResidualCheck& check : found.residuals)
    table.row(check.condition, fmt::format("{:<10.3e}  {:<10.3e}   {:.1e}{}", check.fresh, check.trained, check.largest,
                                           at_place(problem.domain, check.where)));
  if (!found.checks.empty()) table.title("checks", "");
  for (const CheckOutcome& check : found.checks)
    table.row(check.name, fmt::format("{}, off by {:.2e}{}", check.holds ? "holds" : "fails", check.off,
                                      check.holds ? "" : at_place(problem.domain, check.where)));
  table.title("verdict", fmt::format("{}: {}", name_of(found.verdict), found.reason));
}

/// Whether the reason says more than the numbers of steps do.
bool ended_early(const Outcome& outcome) {
  return outcome.status != Status::finished || outcome.last.step < outcome.last.steps;
}

}  // namespace

std::string summary(const Problem& problem, const Outcome& outcome, const Verification& found,
                    const std::vector<std::size_t>& left_out) {
  const Progress& last = outcome.last;
  Table table;
  table.name_width = widest_name(problem, outcome);
  auto state = fmt::format("{} after {} of {} steps, {}", name_of(outcome.status), last.step, last.steps,
                           duration(last.seconds));
  if (ended_early(outcome) && !outcome.reason.empty()) state += ": " + outcome.reason;
  table.text += state + "\n";
  table.title("loss", fmt::format("{:.4e}", last.loss));
  for (const auto& term : last.terms) table.row(term.name, fmt::format("{:.4e}", term.value));
  add_errors(table, problem, last, left_out);
  add_unknowns(table, problem, last);
  add_slopes(table, outcome, problem.networks.size());
  for (const Event& event : outcome.events) table.title("note", fmt::format("step {}: {}", event.step, event.text));
  add_verification(table, problem, found);
  return table.text;
}

}  // namespace ansatz::cli
