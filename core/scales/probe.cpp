// The problem is taken with few points, with every field as an ansatz of two more unknowns, its centre and its size,
// and with the fields themselves as further residuals: so one program gives all that is asked.
#include "scales/probe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ansatz/core/automatic.hpp"
#include "loss/compiled_residuals.hpp"
#include "loss/loss.hpp"

namespace ansatz::scales {
namespace {

/// By field, its number among those without an ansatz.
std::vector<std::optional<std::size_t>> numbered(const Problem& problem) {
  std::vector<std::optional<std::size_t>> numbers(problem.fields.size());
  std::vector<bool> stated(problem.fields.size(), false);
  for (const AnsatzField& ansatz : problem.ansatz) stated.at(ansatz.field) = true;
  std::size_t next = 0;
  for (std::size_t f = 0; f < numbers.size(); ++f)
    if (!stated[f]) numbers[f] = next++;
  return numbers;
}

/// Fields as a number and a multiple of their network, both unknowns; those that the user writes as a formula stay
/// that.
void free_scales(Problem& problem, const std::vector<std::optional<std::size_t>>& of_scaled) {
  for (std::size_t f = 0; f < of_scaled.size(); ++f) {
    if (!of_scaled[f]) continue;
    const std::size_t centre = problem.unknowns.size();
    problem.unknowns.push_back({fmt::format("centre of {}", problem.fields[f]), 0, std::nullopt});
    problem.unknowns.push_back({fmt::format("size of {}", problem.fields[f]), 1, std::nullopt});
    problem.ansatz.push_back({f, [centre](const PointScope& at, ad::Expr net) {
                                return at.unknown(centre) + at.unknown(centre + 1) * net;
                              }});
  }
  problem.exact_unknowns.clear();
}

/// Residuals, then all fields, at few points.
Problem probed(Problem problem, const std::vector<std::optional<std::size_t>>& of_scaled) {
  const std::size_t fields = problem.fields.size();
  for (Condition& condition : problem.conditions) {
    condition.weight = 1;
    condition.sizes.clear();
    if (condition.points) condition.points = std::min(*condition.points, Probe::points);
    condition.residuals = [own = condition.residuals, fields](const PointScope& at) {
      Residuals all = own(at);
      for (std::size_t f = 0; f < fields; ++f) all.push_back(at.field(f));
      return all;
    };
  }
  Sampling& sampling = problem.sampling;
  sampling.boundary = std::min(boundary_points(problem), Probe::points + 8 * problem.conditions.size());
  sampling.fit = std::min(fit_points(problem), Probe::points);
  sampling.equation = std::min(equation_points(problem), Probe::points);
  sampling.windows = 1;
  problem.weighting = {};
  free_scales(problem, of_scaled);
  return problem;
}

}  // namespace

/// Members are in the order in which each needs the ones before it.
struct Probe::Compiled {
  Compiled(const Problem& p, const std::vector<std::optional<std::size_t>>& of_scaled)
      : problem(probed(p, of_scaled)), workers(1), loss(problem, ResidualForm::as_stated), residuals(loss, workers) {}

  Problem problem;
  ad::Workers workers;
  Loss loss;
  CompiledResiduals residuals;
};

Probe::Probe(const Problem& problem)
    : of_scaled_(numbered(problem)), compiled_(std::make_unique<Compiled>(problem, of_scaled_)) {
  const std::vector<ansatz::Residual>& all = compiled_->loss.residuals();
  const std::size_t fields = of_scaled_.size();
  for (std::size_t k = 0; k < all.size();) {
    std::size_t end = k;
    while (end < all.size() && all[end].condition == all[k].condition) ++end;
    for (std::size_t j = 0; k + j + fields < end; ++j) residuals_.push_back({all[k].condition, j});
    k = end;
  }
}
Probe::~Probe() = default;

Probe::Values Probe::at(std::span<const FieldScale> scales) {
  std::vector<double> theta = compiled_->loss.start();
  const auto free = std::count_if(of_scaled_.begin(), of_scaled_.end(), [](const auto& n) { return n.has_value(); });
  const std::size_t first = theta.size() - 2 * static_cast<std::size_t>(free);  // unknowns come last
  for (std::size_t f = 0; f < of_scaled_.size(); ++f) {
    if (!of_scaled_[f]) continue;
    theta[first + 2 * *of_scaled_[f]] = scales[f].centre;
    theta[first + 2 * *of_scaled_[f] + 1] = scales[f].size;
  }
  optimise::Vector found(compiled_->residuals.residual_count());
  compiled_->residuals.residuals(theta, found);

  Values values;
  values.fields.resize(compiled_->problem.conditions.size());
  const std::vector<ansatz::Residual>& all = compiled_->loss.residuals();
  std::size_t next = 0;
  for (std::size_t k = 0, stated = 0; k < all.size(); ++k) {
    const std::size_t count = compiled_->loss.data().points[all[k].group].count;
    const double factor = std::sqrt(static_cast<double>(count) / all[k].scale);  // undoes what the loss counts by
    std::vector<double> row(count);
    for (double& value : row) value = factor * found[next++];
    const bool of_problem = stated < residuals_.size() && residuals_[stated].condition == all[k].condition;
    if (of_problem) ++stated;
    (of_problem ? values.residuals : values.fields[all[k].condition]).push_back(std::move(row));
  }
  return values;
}

}  // namespace ansatz::scales
