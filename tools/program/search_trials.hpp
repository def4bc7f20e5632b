// A function tried on the problems of a search: compiled into each, trained here with one thread.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/search/candidate.hpp"
#include "ansatz/core/search/feature_kinds.hpp"
#include "ansatz/dsl/search.hpp"
#include "compilation.hpp"
#include "search/store.hpp"

namespace ansatz::cli {

class SearchTrials {
 public:
  /// Reads the files of the problems once: all trainings are of what they said then. Throws WorldFailure.
  SearchTrials(const dsl::SearchPlan& plan, const ProblemOptions& options);

  std::size_t problems() const { return texts_.size(); }
  /// What a problem is, with all that it reads: of another one results do not count.
  std::string identity(std::size_t problem) const;
  /// All problems with this activation. Throws UserError where one does not take it.
  search::Stated problems_with(const search::Candidate& candidate) const;

  /// Nothing where `stop` ended it.
  std::optional<searches::Evaluation> train(const search::Candidate& candidate, std::size_t problem, std::uint64_t seed,
                                            const std::function<bool()>& stop) const;

 private:
  dsl::Compilation compiled_with(const search::Candidate& candidate, std::size_t problem) const;

  std::vector<std::filesystem::path> files_;
  std::vector<std::string> texts_;
  std::string definitions_;
  dsl::FileAccess access_;
};

}  // namespace ansatz::cli
