// The functions that a search looks at: those that everyone uses, then those of its space, one of each that are the
// same, and their features.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ansatz/core/search/candidate.hpp"
#include "ansatz/core/search/feature_kinds.hpp"
#include "ansatz/dsl/search.hpp"
#include "search/store.hpp"

namespace ansatz::cli {

class SearchCandidates {
 public:
  /// Takes them from the store, where a search of the same space has left them, else finds and leaves them there. May
  /// take minutes for large spaces. Throws UserError where none of the space can serve as an activation.
  SearchCandidates(const dsl::SearchPlan& plan, searches::Store& store);

  std::size_t count() const { return all_.size(); }
  const search::Candidate& operator[](std::size_t candidate) const { return all_[candidate]; }
  /// Its number in the store, and back; the count where the store's function is none of these.
  std::size_t number(std::size_t candidate) const { return numbers_[candidate]; }
  std::size_t candidate(std::size_t number) const {
    const auto found = candidates_.find(number);
    return found == candidates_.end() ? count() : found->second;
  }
  /// How many stand first, that everyone uses.
  std::size_t baselines() const { return baselines_; }

  /// By these names, of all candidates: from the store, computed and kept there where they are missing. Several
  /// processes may be at it. Returns nothing where `stop` said so. A candidate whose feature is not finite is left
  /// out of searches: `usable` says which.
  std::vector<search::FeatureSet> features(const std::vector<std::string>& names, searches::Store& store,
                                           const std::function<search::Stated(const search::Candidate&)>& problems,
                                           const std::function<bool()>& stop);
  const std::vector<bool>& usable() const { return usable_; }

 private:
  std::vector<search::Candidate> find(const dsl::SearchPlan& plan) const;
  search::FeatureSet collected(const std::string& name, const searches::Store& store);

  search::Operators operators_;
  std::vector<search::Candidate> all_;
  std::vector<std::size_t> numbers_;
  std::map<std::size_t, std::size_t> candidates_;  // by these
  std::vector<bool> usable_;
  std::size_t baselines_ = 0;
};

}  // namespace ansatz::cli
