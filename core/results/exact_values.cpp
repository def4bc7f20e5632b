#include "ansatz/core/exact_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"
#include "points/domain.hpp"
#include "results/evaluation.hpp"

namespace ansatz {
namespace {

constexpr std::size_t most_asked = 64;  // exact solutions may be slow

/// Of a solution at some of the evaluation points: those of these numbers, whose coordinates are `at`.
std::vector<double> values_at(const ExactField& exact, const std::vector<std::size_t>& points,
                              const std::vector<double>& at) {
  std::vector<double> values(points.size());
  if (exact.evaluate) {
    exact.evaluate(at.data(), points.size(), values.data());
  } else {
    std::transform(points.begin(), points.end(), values.begin(), [&](std::size_t p) { return exact.values.at(p); });
  }
  return values;
}

}  // namespace

std::vector<std::size_t> points_without_exact(const Evaluation& evaluation) {
  std::vector<std::size_t> without;
  for (const std::vector<double>& exact : evaluation.exact)
    without.push_back(static_cast<std::size_t>(
        std::count_if(exact.begin(), exact.end(), [](double value) { return !std::isfinite(value); })));
  return without;
}

void require_exact_values(const Problem& problem) {
  if (problem.exact.empty()) return;
  const PointSet points = evaluation_points(problem);
  std::vector<std::size_t> asked = Stream(0, "exact values").permutation(points.count);
  asked.resize(std::min(points.count, most_asked));
  const std::vector<double> at = point_by_point(pick(points, asked));
  for (const ExactField& exact : problem.exact) {
    const std::vector<double> values = values_at(exact, asked, at);
    const auto has_none = [](double value) { return !std::isfinite(value); };
    const auto without = static_cast<std::size_t>(std::count_if(values.begin(), values.end(), has_none));
    if (2 * without <= values.size()) continue;
    const auto first = std::find_if(values.begin(), values.end(), has_none);
    const auto place = static_cast<std::size_t>(first - values.begin()) * problem.domain.dimensions();
    throw UserError(fmt::format(
        "the exact solution of `{}` has no value at {} of {} points of the domain: it is {} at {}; "
        "look at roots and logarithms of negative numbers, and at powers of large ones",
        name_of(problem, exact), without, values.size(), *first, describe(problem.domain, at.data() + place)));
  }
}

}  // namespace ansatz
