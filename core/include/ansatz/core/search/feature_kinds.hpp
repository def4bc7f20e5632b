// The features that surrogates of a search read, by name.
//
// A feature is computed of each candidate alone, so that any number of processes can share the work and keep the
// results. A new one is a row of the table in core/search/feature_kinds.cpp.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "ansatz/core/classification.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/core/search/candidate.hpp"
#include "ansatz/core/search/surrogate.hpp"

namespace ansatz::search {

/// The problems of a search with a candidate as the activation of their networks, of each kind in their order.
struct Stated {
  std::vector<Problem> equations;
  std::vector<Classification> images;
};
using ProblemsOf = std::function<Stated()>;

enum class FeatureOf {
  function,   // alone
  equations,  // all problems of a search, which are differential equations
  images,     // all problems of a search, which are classifiers
};
/// "functions", "equations", "images".
std::string_view name_of(FeatureOf subject);

struct FeatureKind {
  std::string_view name;
  std::string_view doc;
  Metric metric = Metric::euclidean;
  FeatureOf subject = FeatureOf::function;
  /// Of a candidate; as many numbers for all candidates of a search. May hold what is not finite: such a candidate is
  /// no activation. `problems` is called by those of problems alone.
  std::vector<double> (*of)(const Candidate& candidate, const ProblemsOf& problems) = nullptr;
};

std::span<const FeatureKind> feature_kinds();
/// Throws UserError, with the names that there are, for another.
const FeatureKind& feature_kind(std::string_view name);

}  // namespace ansatz::search
