#include "verification/course.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "optimise/stage.hpp"

namespace ansatz {
namespace {

constexpr double worth = 0.8;  // of the least loss in the first half of the steps: what still falls

/// The loss of a row as one of another row can be compared with: where weights move, of the terms without them.
double comparable_loss(const Progress& row) {
  if (row.weights.empty()) return row.loss;
  double sum = 0;
  for (std::size_t c = 0; c < std::min(row.weights.size(), row.terms.size()); ++c)
    if (row.weights[c] > 0) sum += row.terms[c].value / row.weights[c];
  return sum;
}

}  // namespace

Course::Course(const Outcome& outcome) : last(&outcome.last) {
  for (const Progress& row : outcome.history) {
    if (row.window != outcome.last.window || !std::isfinite(row.loss)) continue;
    if (least == nullptr || row.loss < least->loss) least = &row;
    if (first == nullptr) first = &row;
  }
}

Steps steps_of(const Problem& problem, const Outcome& outcome) {
  const Course course(outcome);
  if (outcome.status != Status::finished || problem.stages.empty() || course.first == nullptr) return Steps::few;
  if (outcome.stuck) return Steps::still;
  const std::uint64_t half = (course.last->step - course.first->step) / 2;
  if (half < optimise::telling_steps(problem.stages.back())) return Steps::few;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  double before = infinity, after = infinity;
  for (const Progress& row : outcome.history) {
    if (row.window != course.last->window || !std::isfinite(row.loss)) continue;
    double& least = row.step <= course.last->step - half ? before : after;
    least = std::min(least, comparable_loss(row));
  }
  return after > worth * before ? Steps::still : Steps::falling;
}

}  // namespace ansatz
