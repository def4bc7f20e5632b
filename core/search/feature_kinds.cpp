#include "ansatz/core/search/feature_kinds.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/search/classes.hpp"
#include "ansatz/core/search/features.hpp"
#include "ansatz/core/search/kronecker_spectrum.hpp"

namespace ansatz::search {
namespace {

constexpr std::size_t images_looked_at = 128, quantiles = 100;

std::vector<double> outputs(const Candidate& candidate, const ProblemsOf&) {
  return compressed(jet(candidate, sample_points(), 0));
}
std::vector<double> jets(const Candidate& candidate, const ProblemsOf&) {
  return compressed(jet(candidate, sample_points(), 2));
}

/// Of each problem, one behind the other; empty where one of them is.
std::vector<double> spectra(const Candidate& candidate, const ProblemsOf& problems, Rows rows) {
  std::vector<double> all;
  for (const Problem& problem : problems().equations) {
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

/// Of each layer so many quantiles, which count by the layer's share of the weights: the Manhattan distance of two is
/// how far logarithms of eigenvalues have to be moved on average, in layers and within them.
std::vector<double> layer_spectrum(const Candidate& candidate, const ProblemsOf& problems) {
  std::vector<double> all;
  for (const Classification& problem : problems().images) {
    const std::vector<LayerSpectrum> layers = kronecker_spectrum(problem, candidate, images_looked_at);
    double weights = 0;
    for (const LayerSpectrum& layer : layers) weights += static_cast<double>(layer.weights);
    for (const LayerSpectrum& layer : layers) {
      if (layer.logs.empty()) return {};
      const double share = static_cast<double>(layer.weights) / (weights * quantiles);
      for (std::size_t k = 0; k < quantiles; ++k)
        all.push_back(share * layer.logs[(2 * k + 1) * layer.logs.size() / (2 * quantiles)]);
    }
  }
  return all;
}

std::vector<double> layer_histogram(const Candidate& candidate, const ProblemsOf& problems) {
  std::vector<double> all;
  for (const Classification& problem : problems().images) {
    const std::vector<double> own =
        histogram_feature(kronecker_spectrum(problem, candidate, images_looked_at, KroneckerRules::aquasurf()));
    all.insert(all.end(), own.begin(), own.end());
  }
  return all;
}

constexpr FeatureKind table[] = {
    {"outputs", "the function at 1,000 normal numbers", Metric::euclidean, FeatureOf::function, outputs},
    {"jets", "the function, its first and second derivative at 1,000 normal numbers", Metric::euclidean,
     FeatureOf::function, jets},
    {"output_spectrum", "the spectrum of the Fisher matrix of each network's output at the start, sorted logarithms",
     Metric::manhattan, FeatureOf::equations, output_spectrum},
    {"residual_spectrum", "that of the residuals of each problem, conditions among them", Metric::manhattan,
     FeatureOf::equations, residual_spectrum},
    {"layer_spectrum",
     "the spectrum of the Fisher matrix of each layer of a classifier at the start, by Kronecker factors",
     Metric::manhattan, FeatureOf::images, layer_spectrum},
    {"layer_histogram",
     "that as AQuaSurF has it: labels of the data, without zeros, cumulative histograms of layers of 200 weights or "
     "more",
     Metric::manhattan, FeatureOf::images, layer_histogram},
};

}  // namespace

std::string_view name_of(FeatureOf subject) {
  constexpr std::string_view names[] = {"functions", "equations", "images"};
  return names[static_cast<std::size_t>(subject)];
}

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
