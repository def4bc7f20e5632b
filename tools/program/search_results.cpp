#include "search_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/citations.hpp"
#include "ansatz/core/csv.hpp"
#include "ansatz/core/figure.hpp"
#include "page_figures.hpp"

namespace ansatz::cli {
namespace {

constexpr std::size_t on_page = 100, curves = 6;

std::string shown(double log10) {
  return std::isfinite(log10) ? fmt::format("{:.2e}", std::pow(10, log10)) : "diverged";
}

const search::Candidate& function_of(const SearchResults& results, const searches::Labelled& one) {
  return results.candidates[results.candidates.candidate(one.function)];
}

bool is_baseline(const SearchResults& results, const searches::Labelled& one) {
  return results.candidates.candidate(one.function) < results.candidates.baselines();
}

std::vector<double> labels_of(const SearchResults& results) { return searches::finite_labels(results.known); }

using Ranking = std::vector<const searches::Labelled*>;

/// The better first: finalists by what their further seeds say, then the others.
Ranking ranking_of(const SearchResults& results) {
  Ranking all;
  for (const std::size_t i : searches::ranked(results.finals)) all.push_back(&results.finals[i]);
  for (const std::size_t i : searches::ranked(results.known)) {
    const searches::Labelled& one = results.known[i];
    const bool final = std::any_of(results.finals.begin(), results.finals.end(),
                                   [&](const auto& other) { return other.function == one.function; });
    if (!final) all.push_back(&one);
  }
  return all;
}

// --- figures ----------------------------------------------------------------------------------------------

/// What all curves have between -2 and 2, but for the outermost fiftieths, and a tenth more: an exponential or a pole
/// leaves the frame and does not make all others flat.
void frame_middle(figures::Axis& axis, const std::vector<double>& places,
                  const std::vector<std::vector<double>>& drawn) {
  std::vector<double> middle;
  for (const std::vector<double>& curve : drawn)
    for (std::size_t i = 0; i < places.size(); ++i)
      if (std::abs(places[i]) <= 2 && std::isfinite(curve[i])) middle.push_back(curve[i]);
  if (middle.empty()) return;
  std::sort(middle.begin(), middle.end());
  const double low = middle[middle.size() / 50], high = middle[middle.size() - 1 - middle.size() / 50];
  if (low == high) return;
  axis.from = low - 0.1 * (high - low);
  axis.to = high + 0.1 * (high - low);
}

/// Of the best functions on [-4, 4].
figures::Figure functions_figure(const SearchResults& results, const Ranking& ranking) {
  std::vector<double> places;
  for (int i = 0; i <= 160; ++i) places.push_back(-4 + 0.05 * i);
  figures::Panel panel;
  panel.x.label = "z";
  panel.y.label = "activation";
  std::vector<std::vector<double>> drawn;
  for (std::size_t k = 0; k < std::min(ranking.size(), curves); ++k) {
    const search::Candidate& function = function_of(results, *ranking[k]);
    ad::Graph graph;
    const ad::Expr z = graph.input("z", 1, graph.axis("z"));
    const ad::Program program = ad::compile({z}, {ad::broadcast(function(z), z.shape())});
    const std::vector<std::vector<double>> given = {places};
    drawn.push_back(program(given)[0]);
    panel.layers.push_back(figures::Line{.label = function.name(), .x = places, .y = drawn.back()});
  }
  frame_middle(panel.y, places, drawn);
  figures::Figure figure;
  figure.panels.push_back(std::move(panel));
  return figure;
}

figures::Line steps_of(std::string label, const std::vector<double>& labels, figures::Stroke stroke) {
  figures::Line line{.label = std::move(label)};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    line.x.push_back(static_cast<double>(i + 1));
    line.y.push_back(labels[i]);
  }
  line.stroke = stroke;
  return line;
}

/// The best so far beside that of a random order of the same functions.
figures::Figure course_figure(const SearchResults& results) {
  const std::vector<double> labels = labels_of(results);
  figures::Panel panel;
  panel.x.label = "functions trained";
  panel.y.label = "log10, the best so far";
  panel.layers.push_back(steps_of("this search", searches::best_so_far(labels), figures::Stroke::solid));
  panel.layers.push_back(
      steps_of("the same in a random order, on average", searches::best_by_chance(labels), figures::Stroke::dashed));
  figures::Figure figure;
  figure.panels.push_back(std::move(panel));
  return figure;
}

/// Candidates where the surrogate sees them.
figures::Figure plane_figure(const SearchResults& results, const Ranking& ranking) {
  figures::Points others{.label = "not trained", .colour = figures::Role::muted},
      trained{.label = "trained", .colour = figures::Role::first},
      best{.label = "the best tenth", .marker = figures::Marker::square, .colour = figures::Role::second};
  std::vector<figures::Points*> of(results.candidates.count(), &others);
  for (std::size_t k = 0; k < ranking.size(); ++k)
    of[results.candidates.candidate(ranking[k]->function)] = 10 * k < ranking.size() ? &best : &trained;
  for (std::size_t i = 0; i < of.size(); ++i) {
    of[i]->x.push_back(results.plane[i][0]);
    of[i]->y.push_back(results.plane[i][1]);
  }
  figures::Panel panel;
  panel.same_scale = true;
  panel.layers = {others, trained, best};
  figures::Figure figure;
  figure.panels.push_back(std::move(panel));
  return figure;
}

std::vector<report::Section> figure_sections(const SearchResults& results, const Ranking& ranking) {
  std::vector<figures::Figure> drawn = {functions_figure(results, ranking), course_figure(results)};
  if (!results.plane.empty()) drawn.push_back(plane_figure(results, ranking));
  const std::vector<std::string> json = page_json(drawn);
  report::Section functions{"Functions", {{"The best functions", "", json[0]}}, {}};
  report::Section course{
      "Course",
      {{"The best so far, and what chance finds",
        "Dashed: the mean over all orders of the functions that were trained, computed from their labels. The search "
        "chose these: a random search would have trained others, worse ones where the surrogate is right. Of `budget = "
        "all` they are all there are.",
        json[1]}},
      {}};
  if (!results.plane.empty())
    course.figures.push_back(
        {"All functions, as the surrogate sees them", "Near each other is what is alike.", json[2]});
  return {functions, course};
}

// --- words ------------------------------------------------------------------------------------------------

std::string verdict(const SearchResults& results, const Ranking& ranking) {
  if (ranking.empty()) return "No function is trained yet.";
  std::string text = fmt::format("{} of {} functions are trained. ", results.known.size(), results.candidates.count());
  const searches::Labelled& best = *ranking.front();
  text += fmt::format("The best is {}: {} on average over the problems", function_of(results, best).name(),
                      shown(best.label));
  const auto usual =
      std::find_if(ranking.begin(), ranking.end(), [&](const auto* one) { return is_baseline(results, *one); });
  if (usual == ranking.end()) return text + ".";
  if (usual == ranking.begin()) return text + ", and one that everyone uses.";
  return text + fmt::format("; of those that everyone uses {} is best, with {}.", function_of(results, **usual).name(),
                            shown((*usual)->label));
}

/// Whether a function is made of more than the operators of the library.
bool speaks_of_the_file(const search::Candidate& function) {
  static const search::Operators built_in;
  if (function.top() == nullptr) return false;
  const search::OperatorRef known = built_in.find(function.top()->name);
  if (known == nullptr || known->text != function.top()->text) return true;
  const std::vector<search::Candidate> parts = function.arguments();
  return std::any_of(parts.begin(), parts.end(), speaks_of_the_file);
}

void add_number(CsvTable& table, std::optional<double> value) {
  value&& std::isfinite(*value) ? table.cell(*value) : table.empty();
}

}  // namespace

report::Table ranking_table(const SearchResults& results, std::size_t most) {
  report::Table table{"", {"", "function", "all", "from", "to"}, {}};
  for (const std::string& problem : results.plan.problems) table.headings.push_back(problem);
  const Ranking ranking = ranking_of(results);
  for (std::size_t k = 0; k < std::min(ranking.size(), most); ++k) {
    const searches::Labelled& one = *ranking[k];
    std::vector<report::Cell> row = {fmt::format("{}", k + 1),
                                     function_of(results, one).name() + (is_baseline(results, one) ? " *" : ""),
                                     shown(one.label), shown(one.lower), shown(one.upper)};
    for (const double median : one.medians) row.push_back(shown(median));
    table.rows.push_back(std::move(row));
  }
  table.note =
      "On a problem: the median over the seeds of the relative error, of images of the share that is taken for others, "
      "or of the loss where no exact solution is known. "
      "All: the geometric mean over the problems, with the ends of 95 % of 2000 draws of the seeds. * is what everyone "
      "uses.";
  if (!results.finals.empty())
    table.note += fmt::format(
        " The first {} are finalists: trained again, from {} further seed{}, of which alone their numbers are.",
        results.finals.size(), results.plan.settings.further_seeds,
        results.plan.settings.further_seeds == 1 ? "" : "s");
  return table;
}

std::string ranking_csv(const SearchResults& results) {
  CsvTable table;
  for (const char* heading : {"rank", "function", "formula", "label", "lower", "upper", "seconds"}) table.cell(heading);
  for (const std::string& problem : results.plan.problems) table.cell("median_" + problem);
  table.end_row();
  const Ranking ranking = ranking_of(results);
  for (std::size_t k = 0; k < ranking.size(); ++k) {
    const searches::Labelled& one = *ranking[k];
    const search::Candidate& function = function_of(results, one);
    table.cell(std::uint64_t{k + 1}).cell(function.name()).cell(function.formula("z"));
    for (const double value : {one.label, one.lower, one.upper, one.seconds}) add_number(table, value);
    for (const double median : one.medians) add_number(table, median);
    table.end_row();
  }
  return table.text();
}

std::string evaluations_csv(const SearchResults& results) {
  CsvTable table;
  for (const char* heading : {"function", "formula", "problem", "seed", "status", "error", "loss", "seconds", "reason"})
    table.cell(heading);
  table.end_row();
  for (const searches::Evaluation& one : results.evaluations) {
    const std::size_t candidate = results.candidates.candidate(one.function);
    if (candidate == results.candidates.count() || one.problem >= results.plan.problems.size()) continue;
    const search::Candidate& function = results.candidates[candidate];
    table.cell(function.name()).cell(function.formula("z")).cell(results.plan.problems[one.problem]);
    table.cell(one.seed).cell(searches::name_of(one.status));
    for (const std::optional<double>& value : {one.error, one.loss, std::optional(one.seconds)})
      add_number(table, value);
    table.cell(one.reason);
    table.end_row();
  }
  return table.text();
}

std::string best_text(const SearchResults& results) {
  const Ranking ranking = ranking_of(results);
  if (ranking.empty() || !std::isfinite(ranking.front()->label)) return "";
  const search::Candidate& best = function_of(results, *ranking.front());
  const std::string own = speaks_of_the_file(best) ? results.plan.definitions : "";
  return fmt::format("{}let act(z) = {}\nnetwork {{ activation = act }}\n", own, best.formula("z"));
}

report::Report search_page(const SearchResults& results) {
  const Ranking ranking = ranking_of(results);
  report::Report page;
  page.title = results.name;
  page.subtitle = "A search for activation functions";
  page.verdict = verdict(results, ranking);
  page.source = results.source;
  page.sections.push_back({"Ranking", {}, {ranking_table(results, on_page)}});
  for (report::Section& section : figure_sections(results, ranking)) page.sections.push_back(std::move(section));
  page.facts_title = "How to repeat it";
  page.facts = {{"", results.repeat}};
  page.facts.front().facts.push_back({"version", ANSATZ_VERSION});
  page.facts.front().facts.push_back({"numbers", "ranking.csv has the functions, best.pde the best as text"});
  for (const Publication& work : results.plan.settings.surrogate.method().sources())
    page.citations.push_back({results.plan.settings.surrogate.name(), cited(work), bibtex(work)});
  return page;
}

}  // namespace ansatz::cli
