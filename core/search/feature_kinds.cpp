#include "ansatz/core/search/feature_kinds.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/search/classes.hpp"
#include "ansatz/core/search/features.hpp"

namespace ansatz::search {
namespace {

std::vector<double> outputs(const Candidate& candidate, const ProblemsOf&) {
  return compressed(jet(candidate, sample_points(), 0));
}
std::vector<double> jets(const Candidate& candidate, const ProblemsOf&) {
  return compressed(jet(candidate, sample_points(), 2));
}

/// Of each problem, one behind the other; empty where one of them is.
std::vector<double> spectra(const Candidate& candidate, const ProblemsOf& problems, Rows rows) {
  std::vector<double> all;
  for (const Problem& problem : problems()) {
    const std::vector<double> own = spectrum(problem, candidate, rows);
    if (own.empty()) return {};
    all.insert(all.end(), own.begin(), own.end());
  }
  return all;
}
std::vector<double> output_spectrum(const Candidate& candidate, const ProblemsOf& problems) {
  return spectra(candidate, problems, Rows::fields);
}
std::vector<double> residual_spectrum(const Candidate& candidate, const ProblemsOf& problems) {
  return spectra(candidate, problems, Rows::conditions);
}

constexpr FeatureKind table[] = {
    {"outputs", "the function at 1,000 normal numbers", Metric::euclidean, false, outputs},
    {"jets", "the function, its first and second derivative at 1,000 normal numbers", Metric::euclidean, false, jets},
    {"output_spectrum", "the spectrum of the Fisher matrix of each network's output at the start, sorted logarithms",
     Metric::manhattan, true, output_spectrum},
    {"residual_spectrum", "that of the residuals of each problem, conditions among them", Metric::manhattan, true,
     residual_spectrum},
};

}  // namespace

std::span<const FeatureKind> feature_kinds() { return table; }

const FeatureKind& feature_kind(std::string_view name) {
  std::string names;
  for (const FeatureKind& kind : table) {
    if (kind.name == name) return kind;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", kind.name);
  }
  throw UserError(fmt::format("there is no feature `{}`; there are {}", name, names));
}

}  // namespace ansatz::search
