// What a search says in the end: a table, ranking.csv, the best function as text, all evaluations, and the page.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "ansatz/dsl/search.hpp"
#include "report/page.hpp"
#include "search/ranking.hpp"
#include "search/store.hpp"
#include "search_candidates.hpp"

namespace ansatz::cli {

struct SearchResults {
  const dsl::SearchPlan& plan;
  const SearchCandidates& candidates;
  std::vector<searches::Labelled> known;   // in the order in which they came to be known
  std::vector<searches::Labelled> finals;  // those of them that have further trainings, with labels of these
  std::vector<searches::Evaluation> evaluations;
  std::vector<std::array<double, 2>> plane;  // of the candidates; empty where the surrogate has none
  std::string name, source;                  // of the file, and its text
  std::vector<report::Fact> repeat;          // commands
};

using Ranking = std::vector<const searches::Labelled*>;
/// The better first: finalists by what their further seeds say, then the others. They live in the results.
Ranking ranking_of(const SearchResults& results);
const search::Candidate& function_of(const SearchResults& results, const searches::Labelled& one);

/// The best `most` with their intervals, for the terminal and the page.
report::Table ranking_table(const SearchResults& results, std::size_t most);
/// rank, function, formula, label, lower, upper, seconds, and log10 of the median on each problem; full precision.
std::string ranking_csv(const SearchResults& results);
/// function, formula, problem, seed, status, error, loss, seconds, reason: a row a training.
std::string evaluations_csv(const SearchResults& results);
/// The best as it is put into the file of a problem.
std::string best_text(const SearchResults& results);
report::Report search_page(const SearchResults& results);

}  // namespace ansatz::cli
