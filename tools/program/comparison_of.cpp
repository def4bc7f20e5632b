#include "comparison_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "compare/curves.hpp"
#include "compare/tables.hpp"
#include "page_figures.hpp"
#include "small_multiples.hpp"
#include "table_text.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_drawn = compare::most_paired;  // configurations in a panel, or beside each other
constexpr const char* curves_title = "Curves";
constexpr const char* beside_title = "Side by side";

struct OwnFile {
  const char* name;
  std::string_view begins;  // as every one that a comparison wrote
};
constexpr OwnFile own_files[] = {
    {"compare.html", "<!DOCTYPE html>"}, {"compare.csv", "configuration,name,"}, {"runs.csv", "label,"}};

std::vector<RunFigure> curve_figures(const compare::Comparison& comparison) {
  std::vector<RunFigure> figures;
  const auto add_curves = [&](const char* name, const char* heading, compare::Along along) {
    figures::Figure curves = compare::curves_figure(comparison, along, most_drawn);
    if (!curves.panels.empty()) figures.push_back({name, heading, curves_title, std::move(curves)});
  };
  add_curves("curves", "Median over the seeds at each step, from quartile to quartile", compare::Along::steps);
  add_curves("curves-time", "The same over the time of training", compare::Along::seconds);
  figures.push_back(
      {"spread", "Every run in the end, and the medians", curves_title, compare::spread_figure(comparison)});
  return figures;
}

std::size_t seeds_of(const compare::Comparison& comparison) {
  std::set<std::string> seeds;
  for (const compare::Run& run : comparison.runs) seeds.insert(run.entry.seed);
  return seeds.size();
}

std::string plural(std::size_t count, const std::string& what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string verdict(const compare::Comparison& comparison) {
  const auto finished = static_cast<std::size_t>(
      std::count_if(comparison.runs.begin(), comparison.runs.end(),
                    [](const compare::Run& run) { return run.entry.status == compare::Status::finished; }));
  std::string text =
      fmt::format("{} of {} finished: {}, {}.", finished, plural(comparison.runs.size(), "run"),
                  plural(comparison.configurations.size(), "configuration"), plural(seeds_of(comparison), "seed"));
  if (const std::string missing = compare::missing_runs(comparison); !missing.empty()) text += " " + missing;
  for (std::size_t q = 0; q < comparison.quantities.size(); ++q)
    if (const auto best = comparison.standings[q].best)
      text += fmt::format(" The lowest median {} is {}, of {}.", comparison.quantities[q].label,
                          compare::shown(comparison.standings[q].summaries[*best].median),
                          comparison.configurations[*best].name);
  return text;
}

report::Table axes_table(const compare::Comparison& comparison) {
  report::Table table{"", {"what varies", "values"}, {}};
  for (std::size_t axis = 0; axis < comparison.axes.size(); ++axis) {
    std::vector<std::string> values;
    for (const compare::Run& run : comparison.runs)
      if (std::find(values.begin(), values.end(), run.entry.values[axis]) == values.end())
        values.push_back(run.entry.values[axis]);
    table.rows.push_back({comparison.axes[axis], fmt::format("{}", fmt::join(values, ", "))});
  }
  if (seeds_of(comparison) > 1) table.rows.push_back({"seed", plural(seeds_of(comparison), "value")});
  return table;
}

std::vector<report::Table> result_tables(const compare::Comparison& comparison, const std::vector<std::string>& notes) {
  std::vector<report::Table> tables;
  for (std::size_t q = 0; q < comparison.quantities.size(); ++q) {
    tables.push_back(compare::standings_table(comparison, q));
    tables.push_back(compare::pairs_table(comparison, q));
  }
  for (const std::string& note : notes) tables.front().note += " " + note;
  tables.push_back(compare::unfinished_table(comparison));
  std::erase_if(tables, [](const report::Table& table) { return table.rows.empty(); });
  return tables;
}

/// Of figures that show the best configurations alone; empty where these are all.
std::string only_best(const compare::Comparison& comparison) {
  return comparison.configurations.size() <= most_drawn
             ? ""
             : fmt::format("Curves are of the {} configurations of the lowest medians.", most_drawn);
}

std::string caption_of(const std::vector<Representative>& shown) {
  std::vector<std::string> labels;
  for (const Representative& one : shown) labels.push_back(one.label);
  return fmt::format("From the runs whose value is the median of their configuration: {}.", fmt::join(labels, ", "));
}

/// A run's page, where there is one.
compare::LinkOf links_from(const fs::path& folder) {
  return [folder](const compare::Run& run) {
    const fs::path page = run.entry.folder / "report.html";
    std::error_code failure;
    if (!fs::exists(page, failure)) return std::string();
    const fs::path way = fs::relative(page, fs::absolute(folder), failure);  // absolute: it may not be there yet
    return failure ? std::string() : way.generic_string();
  };
}

/// How many panels stand in a row of the page: those of one configuration, or so many that rows are about full. Figures
/// as files have as many as their width has room for.
std::uint32_t columns_for(std::size_t panels, std::size_t configurations) {
  if (panels > configurations && panels % configurations == 0)
    return static_cast<std::uint32_t>(panels / configurations);
  if (panels <= 3) return static_cast<std::uint32_t>(panels);
  return panels == 4 ? 2 : panels <= 6 ? 3 : 4;
}

/// The two sections of figures: curves, and pictures side by side.
std::vector<report::Section> figure_sections(const MadeComparison& made, const std::vector<Representative>& shown) {
  std::vector<report::Section> sections{{curves_title, {}, {}}, {beside_title, {}, {}}};
  std::vector<figures::Figure> drawings;
  for (const RunFigure& drawn : made.figures) {
    drawings.push_back(drawn.figure);
    if (drawn.section == beside_title) drawings.back().columns = columns_for(drawn.figure.panels.size(), shown.size());
  }
  const std::vector<std::string> described = page_json(drawings);
  for (std::size_t k = 0; k < described.size(); ++k) {
    const RunFigure& drawn = made.figures[k];
    const bool beside = drawn.section == beside_title;
    sections[beside ? 1 : 0].figures.push_back(
        {drawn.heading, beside ? caption_of(shown) : only_best(made.comparison), described[k]});
  }
  return sections;
}

report::Report page_of(const ComparisonPlan& plan, const MadeComparison& made, const std::vector<Representative>& shown,
                       const std::vector<std::string>& notes) {
  report::Report page;
  page.title = plan.title;
  if (!shown.empty()) {
    report::Report own = report_of(shown.front().run, {});
    page.statements = std::move(own.statements);
    page.source = std::move(own.source);
    page.citations = std::move(own.citations);
    if (!shown.front().run.solution.problem().title.empty()) page.title = std::move(own.title);
  }
  page.subtitle = shown.empty()
                      ? "Runs compared"
                      : fmt::format("Runs compared; the text of the problem is that of {}", shown.front().label);
  page.verdict = verdict(made.comparison);
  page.sections.push_back({"What varies", {}, {axes_table(made.comparison)}});
  page.sections.push_back({"Results", {}, result_tables(made.comparison, notes)});
  for (report::Section& section : figure_sections(made, shown)) page.sections.push_back(std::move(section));
  page.sections.push_back({"Runs", {}, {compare::runs_table(made.comparison, links_from(plan.folder))}});
  page.facts_title = "How to repeat it";
  page.facts = {{"", plan.repeat}};
  page.facts.front().facts.push_back({"version", ANSATZ_VERSION});
  page.facts.front().facts.push_back({"numbers", "compare.csv has the configurations, runs.csv the runs"});
  return page;
}

void require_own(const fs::path& file, std::string_view begins) {
  std::error_code failure;
  if (!fs::exists(file, failure) || (fs::is_regular_file(file, failure) && read_whole(file).starts_with(begins)))
    return;
  throw UserError(
      fmt::format("`{}` was not written by a comparison, and would be replaced; name another folder by --out",
                  printable(file.string())));
}

}  // namespace

MadeComparison comparison_of(const ComparisonPlan& plan) {
  MadeComparison made;
  made.comparison = compare::compare(plan.plan);
  std::vector<std::string> notes = made.comparison.notes;
  const auto shown = representatives(made.comparison, most_drawn, plan.threads, notes);
  made.figures = curve_figures(made.comparison);
  for (RunFigure& drawn : small_multiples(shown, notes)) made.figures.push_back(std::move(drawn));
  made.page = page_of(plan, made, shown, notes);
  return made;
}

void write_comparison(const MadeComparison& made, const fs::path& folder) {
  for (const OwnFile& file : own_files) require_own(folder / file.name, file.begins);
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure)
    throw WorldFailure(fmt::format("cannot make the folder `{}`: {}", printable(folder.string()), failure.message()));
  write_whole(folder / "compare.csv", compare::standings_csv(made.comparison));
  write_whole(folder / "runs.csv", compare::runs_csv(made.comparison));
  write_whole(folder / "compare.html", report::page(made.page));
}

std::string comparison_text(const compare::Comparison& comparison, std::size_t width) {
  const std::string missing = compare::missing_runs(comparison);
  std::string text = missing.empty() ? "" : missing + "\n";
  for (std::size_t q = 0; q < comparison.quantities.size(); ++q)
    text += table_text(compare::standings_table(comparison, q), width) + "\n";
  const std::string unfinished = table_text(compare::unfinished_table(comparison), width);
  if (!unfinished.empty()) text += unfinished + "\n";
  for (const std::string& note : comparison.notes) text += printable(note) + "\n";
  return text;
}

}  // namespace ansatz::cli
