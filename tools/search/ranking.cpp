#include "search/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "ansatz/core/random.hpp"
#include "compare/statistics.hpp"

namespace ansatz::searches {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double least = 1e-300;  // what is taken for 0
/// An error beyond it is no solution, and 1e100 is no worse: it would outweigh all others.
constexpr double hopeless = 10;
constexpr std::size_t draws = 2000;

using Trainings = std::vector<const Evaluation*>;

double log10_of(const Evaluation& one, bool errors) {
  const std::optional<double>& value = errors ? one.error : one.loss;
  if (one.status != Status::finished || !value || !std::isfinite(*value)) return infinity;
  return std::log10(std::max(errors ? std::min(*value, hopeless) : *value, least));
}

double median(const std::vector<double>& values) { return compare::summary_of(values).median; }

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

std::vector<Labelled> labelled(const std::vector<Evaluation>& evaluations, std::size_t problems, Seeds seeds) {
  std::vector<bool> errors(problems, false);
  std::map<std::size_t, std::vector<std::map<std::uint64_t, const Evaluation*>>> by_function;
  std::vector<std::size_t> order;
  for (const Evaluation& one : evaluations) {
    if (one.problem >= problems || one.seed < seeds.first || one.seed - seeds.first >= seeds.count) continue;
    if (one.error) errors[one.problem] = true;
    auto& own = by_function[one.function];
    own.resize(problems);
    own[one.problem][one.seed] = &one;
    const bool whole = std::all_of(own.begin(), own.end(), [&](const auto& of) { return of.size() == seeds.count; });
    if (whole) order.push_back(one.function);
  }
  std::vector<Labelled> all;
  for (const std::size_t function : order) {
    Labelled made;
    made.function = function;
    for (std::size_t p = 0; p < problems; ++p) {
      std::vector<double>& values = made.values.emplace_back();
      for (const auto& [seed, one] : by_function[function][p]) {
        values.push_back(log10_of(*one, errors[p]));
        made.seconds += one->seconds;
      }
      made.medians.push_back(median(values));
    }
    made.label = mean(made.medians);
    all.push_back(std::move(made));
  }
  return all;
}

void add_interval(Labelled& one) {
  const Stream numbers(one.function, "search.bootstrap");
  std::vector<double> labels;
  std::uint64_t drawn = 0;
  for (std::size_t i = 0; i < draws; ++i) {
    std::vector<double> medians;
    for (const std::vector<double>& values : one.values) {
      std::vector<double> sample;
      for (std::size_t k = 0; k < values.size(); ++k) sample.push_back(values[numbers.bits(drawn++) % values.size()]);
      medians.push_back(median(sample));
    }
    labels.push_back(mean(medians));
  }
  std::sort(labels.begin(), labels.end());
  one.lower = labels[draws / 40];
  one.upper = labels[draws - 1 - draws / 40];
}

std::vector<std::size_t> ranked(const std::vector<Labelled>& functions) {
  std::vector<std::size_t> order(functions.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return functions[a].label < functions[b].label; });
  return order;
}

std::vector<double> finite_labels(const std::vector<Labelled>& functions) {
  double worst = -infinity;
  for (const Labelled& one : functions)
    if (std::isfinite(one.label)) worst = std::max(worst, one.label);
  std::vector<double> labels;
  for (const Labelled& one : functions)
    labels.push_back(std::isfinite(one.label) ? one.label : std::isfinite(worst) ? worst : 0);
  return labels;
}

std::vector<double> best_so_far(const std::vector<double>& labels) {
  std::vector<double> best;
  for (const double label : labels) best.push_back(best.empty() ? label : std::min(best.back(), label));
  return best;
}

std::vector<double> best_by_chance(std::vector<double> labels) {
  std::sort(labels.begin(), labels.end());
  const auto count = static_cast<double>(labels.size());
  std::vector<double> best;
  for (std::size_t k = 1; k <= labels.size(); ++k) {
    double share = static_cast<double>(k) / count;  // C(n - 1, k - 1)/C(n, k), of the first
    double sum = 0;
    for (std::size_t i = 0; i + k <= labels.size(); ++i) {
      if (share > 0) sum += share * labels[i];
      const double left = count - 1 - static_cast<double>(i);  // behind number i
      share *= left > 0 ? (left - static_cast<double>(k) + 1) / left : 0;
    }
    best.push_back(sum);
  }
  return best;
}

}  // namespace ansatz::searches
