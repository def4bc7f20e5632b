#include "ansatz/core/search/feature_kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/random.hpp"

namespace ansatz::search {
namespace {

constexpr std::size_t points = 256;
constexpr double furthest = 5;

/// What enters neurons at the start of training, about: normal numbers, no further than 5 from 0.
const std::vector<double>& arguments() {
  static const std::vector<double> all = [] {
    const Stream numbers(0, "search.arguments");
    std::vector<double> made;
    for (std::size_t i = 0; i < points; ++i) made.push_back(std::clamp(numbers.normal(i), -furthest, furthest));
    return made;
  }();
  return all;
}

/// The function and its derivatives up to an order at the arguments, through asinh: functions that grow like exp would
/// be all that a distance sees.
std::vector<double> compressed(const Candidate& candidate, std::size_t order) {
  ad::Graph graph;
  const ad::Expr x = graph.input("x", 1, graph.axis("arguments"));
  std::vector<ad::Expr> jet = {candidate(x)};
  for (std::size_t k = 0; k < order; ++k) jet.push_back(ad::partial(jet.back(), x));
  for (ad::Expr& one : jet) one = ad::broadcast(one, x.shape());  // of a constant as well
  const std::vector<ad::Expr> inputs = {x};
  const ad::Program program = ad::compile(inputs, jet);
  std::vector<double> all;
  const std::vector<std::vector<double>> given = {arguments()};
  for (const std::vector<double>& values : program(given))
    for (const double value : values) all.push_back(std::asinh(value));
  return all;
}

std::vector<double> outputs(const Candidate& candidate, const ProblemsOf&) { return compressed(candidate, 0); }
std::vector<double> jets(const Candidate& candidate, const ProblemsOf&) { return compressed(candidate, 2); }

constexpr FeatureKind table[] = {
    {"outputs", "the function at 256 normal numbers", Metric::euclidean, outputs},
    {"jets", "the function, its first and second derivative at 256 normal numbers", Metric::euclidean, jets},
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
