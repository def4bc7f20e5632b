// The work of a search: which function is next, its trainings, and what is said meanwhile.
//
// All that is known stands in the store, which other processes may fill as well; a process keeps a claim on the
// function that it trains. What was begun is finished before anything new is, so that a search that was killed goes on
// as if it had not been. Finalists are what the trainings say, so nothing is kept of who they are: the best once the
// budget is spent.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ansatz/dsl/search.hpp"
#include "search/ranking.hpp"
#include "search/store.hpp"
#include "search_candidates.hpp"
#include "search_trials.hpp"
#include "time_limit.hpp"

namespace ansatz::cli {

class SearchRunner {
 public:
  SearchRunner(const dsl::SearchPlan& plan, SearchCandidates& candidates, const SearchTrials& trials,
               searches::Store& store, const TimeLimit& limit);

  /// Trains until the budget is spent and finalists have their further seeds, or an interrupt or the end of the time
  /// comes. `quiet`: says nothing.
  void run(bool quiet);

  /// How many functions are to be trained.
  std::size_t budget() const;
  /// Those whose trainings are all there.
  std::vector<searches::Labelled> known() const;
  /// Finalists whose further trainings are all there, with labels of these alone; none before the budget is spent.
  std::vector<searches::Labelled> finals() const;
  /// Whether all is trained that is to be.
  bool is_complete() const;
  /// Says of the functions that have come to be known since it was asked last, a line each.
  void show_new();
  bool must_stop() const;
  /// Where candidates stand in the plane of the surrogate; empty where it has none, or the search was ended.
  std::vector<std::array<double, 2>> plane();

 private:
  struct Standing {
    std::vector<searches::Labelled> known;
    std::vector<std::size_t> begun;   // candidates with some trainings, or claimed by someone, in order
    std::vector<std::size_t> open;    // nothing is known of, and nobody trains
    std::vector<std::size_t> finals;  // finalists that lack trainings
    std::set<std::size_t> claimed;    // candidates that others train
    std::size_t started() const { return known.size() + begun.size(); }
  };
  bool make_models();
  searches::Seeds further_seeds() const { return {plan_.settings.seeds, plan_.settings.further_seeds}; }
  std::vector<searches::Labelled> labelled(searches::Seeds seeds) const;
  std::vector<std::size_t> finalists(const std::vector<searches::Labelled>& known) const;
  std::vector<std::size_t> open_finals(const std::vector<searches::Labelled>& known) const;
  Standing standing() const;
  std::optional<std::size_t> next(const Standing& now);
  std::size_t suggested(const Standing& now);
  bool claim(std::size_t candidate);
  void train(std::size_t candidate);
  void show(const searches::Labelled& one, const std::string& count, bool better) const;

  const dsl::SearchPlan& plan_;
  SearchCandidates& candidates_;
  const SearchTrials& trials_;
  searches::Store& store_;
  const TimeLimit& limit_;
  std::string process_;
  std::unique_ptr<search::Model> model_, random_;
  std::set<std::size_t> shown_, shown_finals_;  // candidates
};

}  // namespace ansatz::cli
