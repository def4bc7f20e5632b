#include "report_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/plot.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/dsl/typeset.hpp"
#include "duration.hpp"
#include "page_figures.hpp"
#include "report_check.hpp"
#include "report_facts.hpp"
#include "snapshots.hpp"

namespace ansatz::cli {
namespace {

constexpr const char* section_order[] = {"Solution", "Training", "Where conditions hold"};

/// A kind that draws quantities shows the solution; one that draws none shows the domain, or the training.
std::string section_of(const Plot& plot) {
  const PlotMethod::Reads& reads = plot.kind.method().reads;
  return section_order[reads.most_of > 0 && !reads.unknowns ? 0 : reads.most_over > 0 ? 2 : 1];
}

/// "heatmap of u and v"; of a problem in one coordinate, of which a slice is all, "u and v over t".
std::string described(const Plot& plot, const Problem& problem) {
  std::vector<std::string> names;
  for (const PlotQuantity& quantity : plot.of) names.push_back(quantity.name);
  const std::size_t most = plot.kind.method().reads.most_of;
  for (std::size_t i = 0;
       plot.of.empty() && !plot.kind.method().reads.unknowns && i < std::min(most, problem.fields.size()); ++i)
    names.push_back(problem.fields[i]);
  std::string text;
  const bool over_one = plot.kind.get_if<plots::Slice>() != nullptr && problem.domain.dimensions() == 1;
  if (!over_one) text = plot.kind.name() + (names.empty() ? "" : " of ");
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  if (over_one) text += " over " + (problem.domain.time ? *problem.domain.time : problem.domain.space[0]);
  return text;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

report::Table losses(const Outcome& outcome) {
  report::Table table{"Loss", {"term", "value"}, {}};
  table.rows.push_back({"all", fmt::format("{:.4e}", outcome.last.loss)});
  for (const LossTerm& term : outcome.last.terms) table.rows.push_back({term.name, fmt::format("{:.4e}", term.value)});
  return table;
}

/// What the table of errors says of fields whose exact solution has no value at some points.
std::string left_out(const nlohmann::ordered_json& result) {
  std::string text;
  if (result.is_null() || !result.contains("error")) return text;
  for (const auto& [field, error] : result["error"].items())
    if (const std::uint64_t points = error.value("left_out", std::uint64_t{0}); points > 0)
      text += fmt::format("{}{} point{} at which the exact {} has no value {} left out.", text.empty() ? "" : " ",
                          points, points == 1 ? "" : "s", field, points == 1 ? "is" : "are");
  return text;
}

report::Table errors(const Outcome& outcome, const nlohmann::ordered_json& result) {
  report::Table table{"Errors", {"field", "relative L2", "maximum"}, {}};
  for (const FieldError& error : outcome.last.errors)
    table.rows.push_back({error.field, fmt::format("{:.4e}", error.l2_relative), fmt::format("{:.4e}", error.max)});
  table.note = left_out(result);
  return table;
}

report::Table unknowns(const Problem& problem, const Outcome& outcome) {
  report::Table table{"Unknowns", {"name", "found", "exact", "error"}, {}};
  for (std::size_t k = 0; k < problem.unknowns.size() && k < outcome.last.unknowns.size(); ++k) {
    const double found = outcome.last.unknowns[k];
    const auto error = unknown_error(problem, k, found);
    table.rows.push_back({problem.unknowns[k].name, fmt::format("{:.8g}", found),
                          error ? fmt::format("{:.8g}", *problem.exact_unknowns[k]) : "",
                          error ? fmt::format("{:.2e}", *error) : ""});
  }
  return table;
}

report::Table slopes(const Outcome& outcome) {
  report::Table table{"Slopes", {"network", "layer", "mean of n a", "deviation"}, {}};
  for (const SlopeStatistics& slope : outcome.slopes)
    if (slope.step == outcome.slopes.back().step)
      table.rows.push_back({slope.network, fmt::format("{}", slope.layer), fmt::format("{:.4f}", slope.mean),
                            fmt::format("{:.4f}", slope.deviation)});
  return table;
}

/// Those that have rows.
std::vector<report::Table> tables_of(const Problem& problem, const Outcome& outcome,
                                     const nlohmann::ordered_json& result) {
  std::vector<report::Table> tables{losses(outcome), errors(outcome, result), unknowns(problem, outcome),
                                    slopes(outcome)};
  std::erase_if(tables, [](const report::Table& table) { return table.rows.empty(); });
  for (report::Table& table : check_tables(result)) tables.push_back(std::move(table));
  return tables;
}

std::string verdict(const FinishedRun& run, const nlohmann::ordered_json& result) {
  const Outcome& outcome = run.solution.outcome();
  std::string text = fmt::format("{} after {} of {} steps, {}", capitalised(status_of(result)), outcome.last.step,
                                 outcome.last.steps, duration(outcome.last.seconds));
  for (const FieldError& error : outcome.last.errors)
    text += fmt::format("; relative L2 error of {} {:.2e}", error.field, error.l2_relative);
  const std::string found = verdict_of(result);
  return text + "." + (found.empty() ? "" : fmt::format(" Verdict: {}.", found));
}

/// The lines of `source` that say a statement; none where it is said elsewhere.
void place_in(const std::string& source, const dsl::Sources& sources, dsl::Span span, report::Statement& statement) {
  if (sources[span.file].text != source) return;
  statement.first_line = sources.position(span.file, span.begin).line;
  statement.last_line = sources.position(span.file, std::max(span.begin, span.end - 1)).line;
}

std::vector<report::Statement> statements_of(const FinishedRun& run, const std::string& source) {
  std::vector<report::Statement> statements;
  for (const dsl::TypesetLine& line : dsl::typeset(run.compilation)) {
    statements.push_back({line.kind, line.name, line.latex, line.where});
    place_in(source, run.compilation.sources, line.source, statements.back());
  }
  return statements;
}

/// Those that the problem names, or that fit it; and how training went in any case.
std::vector<Plot> plots_shown(const Problem& problem) {
  if (problem.plots.empty()) return usual_plots(problem);
  std::vector<Plot> plots = problem.plots;
  const bool has_losses = std::any_of(plots.begin(), plots.end(), [](const Plot& plot) {
    return plot.kind.get_if<plots::History>() != nullptr && plot.of.empty();
  });
  if (!has_losses) plots.emplace_back(Plot{plots::History{}});
  return plots;
}

}  // namespace

std::string heading_of(const Plot& plot, const Problem& problem) {
  const bool by_names = plot.kind.get_if<plots::Slice>() != nullptr && problem.domain.dimensions() == 1;
  return by_names ? described(plot, problem) : capitalised(described(plot, problem));  // names are as they are written
}

std::vector<RunFigure> figures_of(const FinishedRun& run) {
  const Problem& problem = run.solution.problem();
  const std::vector<Plot> plots = plots_shown(problem);
  const Snapshots snapshots = snapshots_in(run.folder, problem);
  std::vector<RunFigure> figures;
  std::map<std::string, std::size_t> used;
  for (const Plot& plot : plots) {
    const std::string& kind = plot.kind.name();
    const std::size_t number = ++used[kind];
    figures.push_back({number == 1 ? kind : fmt::format("{}-{}", kind, number),
                       plot.title.empty() ? heading_of(plot, problem) : plot.title, section_of(plot),
                       draw(plot, run.solution, snapshots)});
  }
  return figures;
}

report::Report report_of(const FinishedRun& run, const std::vector<RunFigure>& figures) {
  const Problem& problem = run.solution.problem();
  const Outcome& outcome = run.solution.outcome();
  const nlohmann::ordered_json result = result_of(run);
  report::Report made;
  made.title = problem.title.empty() ? problem.name : problem.title;
  made.subtitle = problem.title.empty() ? "" : problem.name;
  made.verdict = verdict(run, result);
  made.source = read_whole(run.folder / "problem.pde");
  made.statements = statements_of(run, made.source);
  std::vector<figures::Figure> drawings;
  for (const RunFigure& drawn : figures) drawings.push_back(drawn.figure);
  const std::vector<std::string> described = page_json(drawings);
  for (const char* title : section_order) {
    report::Section section{title, {}, {}};
    for (std::size_t k = 0; k < figures.size(); ++k)
      if (figures[k].section == title) section.figures.push_back({figures[k].heading, "", described[k]});
    if (section.title == section_order[1]) section.tables = tables_of(problem, outcome, result);
    made.sections.push_back(std::move(section));
  }
  made.facts = facts_of(run);
  made.citations = works_of(run);
  return made;
}

std::filesystem::path write_report(const FinishedRun& run, const std::vector<RunFigure>& figures) {
  std::filesystem::path file = run.folder / "report.html";
  write_whole(file, report::page(report_of(run, figures)));
  return file;
}

}  // namespace ansatz::cli
