#include "verification/freedom.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "ansatz/core/optimise/team.hpp"
#include "ansatz/core/random.hpp"
#include "loss/compiled_residuals.hpp"
#include "loss/loss.hpp"
#include "optimise/damped_system.hpp"
#include "verification/fresh_points.hpp"

namespace ansatz {
namespace {

using optimise::In;
using optimise::norm;
using optimise::Vector;

constexpr double most_parameters = 2000;  // a second of normal equations at as many points as there are then
constexpr double least_size = 1e-3;       // of a field, in the unit that its network works in: smaller ones are scaled
constexpr std::size_t points_of_fields = 500;
constexpr int iterations = 20;

/// The problem whose residuals are the fields and the unknowns, in units of `sizes`.
Problem answers_of(const Problem& problem, const std::vector<double>& sizes) {
  Problem answers = at_fresh_points(problem);
  answers.sampling.equation = points_of_fields;
  answers.conditions.clear();
  Condition& all = answers.conditions.emplace_back();
  all.name = "answers";
  all.residuals = [sizes, fields = problem.fields.size()](const PointScope& at) {
    Residuals values;
    for (std::size_t i = 0; i < sizes.size(); ++i)
      values.push_back((i < fields ? at.field(i) : at.unknown(i - fields)) / sizes[i]);
    return values;
  };
  return answers;
}

/// Root mean squares of `count` answers, from residuals that are these.
std::vector<double> sizes_of(In residuals, std::size_t count) {
  std::vector<double> sizes;
  for (std::size_t i = 0; i < count; ++i)
    sizes.push_back(norm(residuals.subspan(i * points_of_fields, points_of_fields)));
  return sizes;
}

/// The problem at enough fresh points to say what `parameters` numbers do.
Problem conditions_of(const Problem& problem, std::size_t parameters) {
  Problem conditions = at_fresh_points(problem);
  conditions.sampling.equation = std::min(*conditions.sampling.equation, std::max<std::size_t>(1000, 2 * parameters));
  return conditions;
}

/// A problem of least squares at what was trained.
struct Squares {
  Squares(Problem p, ad::Workers& workers) : problem(std::move(p)), loss(problem), residuals(loss, workers) {}
  Vector at(In theta) {
    Vector values(residuals.residual_count());
    residuals.residuals(theta, values);
    return values;
  }
  Problem problem;
  Loss loss;
  CompiledResiduals residuals;
};

bool is_worth_it(const Problem& problem, double parameters) {
  return problem.sampling.windows == 1 && parameters <= most_parameters;
}

}  // namespace

double numbers_of_sensitivity(const Problem& problem, double parameters) {
  return is_worth_it(problem, parameters) ? 2 * parameters * parameters : 0;
}

std::optional<Sensitivity> sensitivity_of(const Solution& solution) {
  const Problem& problem = solution.problem();
  const In theta = solution.theta();
  const std::size_t n = theta.size(), count = problem.fields.size() + problem.unknowns.size();
  if (!is_worth_it(problem, static_cast<double>(n))) return std::nullopt;
  ad::Workers workers(solution.threads());

  Squares values(answers_of(problem, std::vector<double>(count, 1)), workers);
  std::vector<double> sizes = sizes_of(values.at(theta), count);
  if (!std::all_of(sizes.begin(), sizes.end(), [](double size) { return size > 0 && std::isfinite(size); }))
    return std::nullopt;
  // A field that is 0 but for rounding is no unit to measure its changes in.
  for (std::size_t f = 0; f < problem.fields.size(); ++f)
    sizes[f] = std::max(sizes[f], least_size * (problem.scales.empty() ? 1 : problem.scales[f].size));
  Squares answers(answers_of(problem, sizes), workers);

  Squares conditions(conditions_of(problem, n), workers);
  Sensitivity found;
  found.residual = norm(conditions.at(theta));
  optimise::DampedSystem system(conditions.residuals);
  optimise::Cost cost;
  system.assemble(theta, cost);
  double lambda = system.resolution();
  while (!system.factor(lambda, false, cost))
    if (!((lambda *= 4) < 1000 * system.resolution())) return std::nullopt;

  const Stream numbers(problem.compute.seed, "freedom");
  Vector d(n), moved(answers.residuals.residual_count());
  for (std::size_t i = 0; i < n; ++i) d[i] = numbers.normal(i);
  for (int k = 0; k < iterations; ++k) {
    answers.residuals.apply(theta, d, moved);
    answers.residuals.apply_transposed(theta, moved, d);
    system.solve(d);
    const double length = norm(d);
    if (!(length > 0) || !std::isfinite(length)) return std::nullopt;
    optimise::scale(d, 1 / length);
  }
  Vector noticed(conditions.residuals.residual_count());
  answers.residuals.apply(theta, d, moved);
  conditions.residuals.apply(theta, d, noticed);
  found.gain = norm(moved) / std::hypot(norm(noticed), std::sqrt(lambda));
  const std::vector<double> moves = sizes_of(moved, count);
  found.most = static_cast<std::size_t>(std::max_element(moves.begin(), moves.end()) - moves.begin());
  return found;
}

}  // namespace ansatz
