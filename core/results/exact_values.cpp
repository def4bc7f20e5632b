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

std::vector<std::size_t> points_without_exact(const Problem& problem, const Evaluation& evaluation) {
  std::vector<std::size_t> without;
  for (std::size_t field = 0; field < evaluation.exact.size(); ++field) {
    const std::vector<double>& exact = evaluation.exact[field];
    std::size_t& count = without.emplace_back(0);
    for (std::size_t p = 0; p < exact.size(); ++p)
      count += !std::isfinite(exact[p]) &&
               lives_at(problem, field, evaluation.points.data() + p * problem.domain.dimensions());
  }
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
    std::size_t living = 0;
    std::vector<std::size_t> without;
    for (std::size_t p = 0; p < values.size(); ++p) {
      if (!lives_at(problem, exact.field, at.data() + p * problem.domain.dimensions())) continue;
      ++living;
      if (!std::isfinite(values[p])) without.push_back(p);
    }
    if (2 * without.size() <= living) continue;
    const std::size_t first = without.front();
    throw UserError(
        fmt::format("the exact solution of `{}` has no value at {} of {} points of the domain: it is {} at {}; "
                    "look at roots and logarithms of negative numbers, and at powers of large ones",
                    name_of(problem, exact), without.size(), living, values[first],
                    describe(problem.domain, at.data() + first * problem.domain.dimensions())));
  }
}

}  // namespace ansatz
