#include "search_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "ansatz/core/citations.hpp"
#include "ansatz/core/csv.hpp"
#include "search_figures.hpp"

namespace ansatz::cli {
namespace {

constexpr std::size_t on_page = 100;

std::string shown(double log10) {
  return std::isfinite(log10) ? fmt::format("{:.2e}", std::pow(10, log10)) : "diverged";
}

bool is_baseline(const SearchResults& results, const searches::Labelled& one) {
  return results.candidates.candidate(one.function) < results.candidates.baselines();
}

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

const search::Candidate& function_of(const SearchResults& results, const searches::Labelled& one) {
  return results.candidates[results.candidates.candidate(one.function)];
}

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
  for (report::Section& section : search_figures(results, ranking)) page.sections.push_back(std::move(section));
  page.facts_title = "How to repeat it";
  page.facts = {{"", results.repeat}};
  page.facts.front().facts.push_back({"version", ANSATZ_VERSION});
  page.facts.front().facts.push_back({"numbers", "ranking.csv has the functions, best.pde the best as text"});
  for (const Publication& work : results.plan.settings.surrogate.method().sources())
    page.citations.push_back({results.plan.settings.surrogate.name(), cited(work), bibtex(work)});
  return page;
}

}  // namespace ansatz::cli
