// The points, then the program that runs at them, then errors.
#include "results/evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/writers.hpp"
#include "points/domain.hpp"

namespace ansatz {
namespace {

constexpr std::size_t scattered_points = 20'000;  // about as many as the grids have
constexpr std::size_t most_dimensions = 5;        // of a grid
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::vector<ad::Expr> inputs(const Trial& trial, const PointBatch& batch) {
  std::vector<ad::Expr> result = trial.parameters().leaves();
  result.push_back(batch.coordinates());
  return result;
}

std::vector<ad::Expr> fields(const Trial& trial, const PointBatch& batch) {
  std::vector<ad::Expr> result;
  for (std::size_t i = 0; i < trial.problem().fields.size(); ++i) result.push_back(batch.field(i));
  for (const ExactField& exact : trial.problem().exact)
    if (exact.formula) result.push_back(ad::broadcast(exact.formula(batch), {1, 1, batch.axis()}));
  return result;
}

}  // namespace

std::size_t value_count(const Problem& problem) {
  const auto formulas = std::count_if(problem.exact.begin(), problem.exact.end(),
                                      [](const ExactField& exact) { return exact.formula != nullptr; });
  return problem.fields.size() + static_cast<std::size_t>(formulas);
}

bool has_grid(const Domain& domain) { return domain.dimensions() <= most_dimensions && domain.normal.empty(); }

std::vector<std::size_t> evaluation_sides(const Domain& domain, const std::set<std::size_t>& held) {
  constexpr std::array<std::size_t, most_dimensions + 1> side{1, 1001, 151, 31, 13, 8};
  const std::size_t dimensions = domain.dimensions(), free = dimensions - held.size();
  if (dimensions == 2 && domain.time) return {201, 101};
  if (dimensions <= most_dimensions) return std::vector<std::size_t>(dimensions, side[dimensions]);
  if (free <= most_dimensions) return std::vector<std::size_t>(dimensions, side[free]);
  throw UserError(
      fmt::format("a problem of {} coordinates is evaluated at scattered points; say how many points a grid "
                  "shall have along each",
                  dimensions));
}

std::vector<double> grid_axis(const Interval& interval, std::size_t count) {
  std::vector<double> axis(count, interval.lower);
  for (std::size_t i = 1; i < count; ++i) {
    const double part = static_cast<double>(i) / static_cast<double>(count - 1);
    axis[i] = i + 1 == count ? interval.upper : interval.lower + part * (interval.upper - interval.lower);
  }
  return axis;
}

PointSet evaluation_grid(const Domain& domain) {
  const std::vector<Interval> box = bounding_box(domain);
  const std::size_t dimensions = box.size();
  const auto scattered = [&] { return sample_interior(domain, scattered_points, SobolPoints{}, 0, "evaluation"); };
  if (!has_grid(domain)) return scattered();
  std::vector<std::vector<double>> axes;
  for (std::size_t i = 0; i < dimensions; ++i) axes.push_back(grid_axis(box[i], evaluation_sides(domain)[i]));
  std::vector<double> kept;
  std::vector<std::size_t> index(dimensions, 0);
  std::vector<double> point(dimensions);
  for (bool more = true; more;) {
    for (std::size_t i = 0; i < dimensions; ++i) point[i] = axes[i][index[i]];
    if (contains(domain, point.data())) kept.insert(kept.end(), point.begin(), point.end());
    std::size_t i = dimensions;
    while (i > 0 && ++index[i - 1] == axes[i - 1].size()) index[--i] = 0;
    more = i > 0;
  }
  if (kept.empty()) return scattered();
  PointSet grid{dimensions, kept.size() / dimensions, std::vector<double>(kept.size()), {}};
  for (std::size_t p = 0; p < grid.count; ++p)
    for (std::size_t i = 0; i < dimensions; ++i) grid.points[i * grid.count + p] = kept[p * dimensions + i];
  return grid;
}

PointSet evaluation_points(const Problem& problem) {
  const std::vector<double>& given = problem.evaluation_points;
  const std::size_t dimensions = problem.domain.dimensions();
  if (given.empty()) return evaluation_grid(problem.domain);
  if (given.size() % dimensions != 0)
    throw UserError(fmt::format("{} numbers are no points of {} coordinates", given.size(), dimensions));
  PointSet set{dimensions, given.size() / dimensions, std::vector<double>(given.size()), {}};
  for (std::size_t p = 0; p < set.count; ++p)
    for (std::size_t i = 0; i < dimensions; ++i) set.points[i * set.count + p] = given[p * dimensions + i];
  return set;
}

std::vector<FieldError> field_errors(const Problem& problem, std::span<const std::vector<double>> values,
                                     std::span<const std::vector<double>> exact) {
  std::vector<FieldError> errors;
  for (const ExactField& field : problem.exact) {
    const std::vector<double>&found = values[field.field], &wanted = exact[field.field];
    double difference = 0, norm = 0, worst = 0;
    std::size_t points = 0;
    for (std::size_t p = 0; p < found.size(); ++p) {
      if (!std::isfinite(wanted[p])) continue;  // it has no value there: exact_values.hpp
      ++points;
      const double error = found[p] - wanted[p];
      difference += error * error;
      norm += wanted[p] * wanted[p];
      worst = std::max(worst, std::abs(error));
    }
    const double scale = norm > 0 ? norm : static_cast<double>(points);
    errors.push_back(
        {name_of(problem, field), points > 0 ? std::sqrt(difference / scale) : unknown, points > 0 ? worst : unknown});
  }
  return errors;
}

Evaluator::Evaluator(const Problem& problem, PointSet points, ad::Workers& workers)
    : problem_(&problem),
      grid_(std::move(points)),
      trial_(problem, graph_),
      batch_(trial_, "evaluation", false),
      program_(ad::compile(inputs(trial_, batch_), fields(trial_, batch_),
                           {problem.compute.precision, problem.compute.backend})),
      workspace_(program_, workers),
      values_(value_count(problem), std::vector<double>(grid_.count)),
      exact_(value_count(problem)) {}

void Evaluator::run(std::span<const double> theta) {
  if (grid_.count == 0) return;
  std::vector<const double*> in;
  for (const ParameterBlock& block : trial_.parameters().blocks()) in.push_back(theta.data() + block.offset);
  in.push_back(grid_.points.data());
  std::vector<double*> out;
  for (std::vector<double>& values : values_) out.push_back(values.data());
  const ad::PointCount points[] = {{batch_.axis(), grid_.count}};
  program_.run(workspace_, points, in, out);
}

const std::vector<std::vector<double>>& Evaluator::exact() {
  if (!exact_known_ && !problem_->exact.empty()) {
    const std::vector<double> at = point_by_point(grid_);
    for (const ExactField& field : problem_->exact) {
      std::vector<double>& values = exact_.at(field.field);
      values = field.values;
      if (!field.evaluate) continue;
      values.resize(grid_.count);
      field.evaluate(at.data(), grid_.count, values.data());
    }
  }
  exact_known_ = true;
  return exact_;
}

Evaluation Evaluator::evaluate(std::span<const double> theta) {
  run(theta);
  return {point_by_point(grid_), grid_.count, values_, exact()};
}

std::vector<FieldError> Evaluator::errors(std::span<const double> theta) {
  if (problem_->exact.empty() || grid_.count == 0) return {};
  run(theta);
  return field_errors(*problem_, values_, exact());
}

}  // namespace ansatz
