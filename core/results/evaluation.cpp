#include "results/evaluation.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "points/domain.hpp"

namespace ansatz {
namespace {

constexpr std::size_t scattered_points = 20'000;  // about as many as the grids below have

/// Grid points in direction `i`.
std::size_t grid_side(const Domain& domain, std::size_t i) {
  constexpr std::array<std::size_t, 6> side{0, 1001, 151, 31, 13, 8};
  const std::size_t dimensions = domain.dimensions();
  if (dimensions == 2 && domain.time) return i == 0 ? 201 : 101;
  return side[dimensions];
}

std::vector<ad::Expr> inputs(const Trial& trial, const PointBatch& batch) {
  std::vector<ad::Expr> result = trial.parameters().leaves();
  result.push_back(batch.coordinates());
  return result;
}

std::vector<ad::Expr> fields(const Trial& trial, const PointBatch& batch) {
  std::vector<ad::Expr> result;
  for (std::size_t i = 0; i < trial.problem().fields.size(); ++i) result.push_back(batch.field(i));
  return result;
}

}  // namespace

PointSet evaluation_grid(const Domain& domain) {
  const std::vector<Interval> box = bounding_box(domain);
  const std::size_t dimensions = box.size();
  const auto scattered = [&] {
    return sample_interior(domain, scattered_points, SamplingMethod::sobol, 0, "evaluation");
  };
  if (dimensions > 5) return scattered();
  std::vector<double> kept;
  std::vector<std::size_t> index(dimensions, 0);
  std::vector<double> point(dimensions);
  for (bool more = true; more;) {
    for (std::size_t i = 0; i < dimensions; ++i) {
      const std::size_t last = grid_side(domain, i) - 1;
      const double part = static_cast<double>(index[i]) / static_cast<double>(last);
      point[i] = index[i] == last ? box[i].upper : box[i].lower + part * (box[i].upper - box[i].lower);
    }
    if (contains(domain, point.data())) kept.insert(kept.end(), point.begin(), point.end());
    std::size_t i = dimensions;
    while (i > 0 && ++index[i - 1] == grid_side(domain, i - 1)) index[--i] = 0;
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
    for (std::size_t p = 0; p < found.size(); ++p) {
      const double error = found[p] - wanted[p];
      difference += error * error;
      norm += wanted[p] * wanted[p];
      worst = std::max(worst, std::abs(error));
    }
    const double scale = norm > 0 ? norm : static_cast<double>(found.size());
    errors.push_back({problem.fields[field.field], std::sqrt(difference / scale), worst});
  }
  return errors;
}

Evaluator::Evaluator(const Problem& problem, PointSet points, ad::Workers& workers)
    : problem_(&problem),
      grid_(std::move(points)),
      trial_(problem, graph_),
      batch_(trial_, "evaluation", false),
      program_(ad::compile(inputs(trial_, batch_), fields(trial_, batch_), {problem.compute.precision, problem.compute.backend})),
      workspace_(program_, workers),
      values_(problem.fields.size(), std::vector<double>(grid_.count)),
      exact_(problem.fields.size()) {}

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
