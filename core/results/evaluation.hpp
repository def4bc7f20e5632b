// The trained solution at points, compiled, and how far it is from the exact one.
//
// Where a problem names its evaluation points (its exact solution is a table), those are taken: a table is compared
// where it has numbers, not where interpolation would add an error of its own. Otherwise the evaluation grid is
// fixed by the domain alone:
//
//   1 dimension    1001 points, ends included
//   2 dimensions   201 x 101 in space and time, 151 x 151 in space
//   3 dimensions   31 a side
//   4 dimensions   13 a side
//   5 dimensions   8 a side
//   more           20,000 points of the Sobol sequence in the interior
//
// over the bounding box, coordinates in their order, the last one running fastest; points outside the domain are
// dropped. A domain too thin to hold any of them gets the scattered points as well.
#pragma once

#include <set>
#include <span>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/sampling.hpp"
#include "ansatz/core/train.hpp"
#include "loss/trial.hpp"

namespace ansatz {

/// Points of the evaluation grid along each coordinate, or, where these are too many for one, of a grid along those
/// that are not held. Throws UserError where these are too many as well.
std::vector<std::size_t> evaluation_sides(const Domain& domain, const std::set<std::size_t>& held = {});
/// `count` values from end to end, as far from one another; of one, the lower end.
std::vector<double> grid_axis(const Interval& interval, std::size_t count);

/// The evaluation grid of a domain.
PointSet evaluation_grid(const Domain& domain);

/// Where a problem is evaluated. Throws UserError when its points are no whole number of points.
PointSet evaluation_points(const Problem& problem);

/// How many values are evaluated at each point: the fields, then the formulas whose exact values are stated.
std::size_t value_count(const Problem& problem);

/// Of every field, or formula, with an exact solution; values are by their numbers.
std::vector<FieldError> field_errors(const Problem& problem, std::span<const std::vector<double>> values,
                                     std::span<const std::vector<double>> exact);

class Evaluator {
 public:
  /// Compiles the fields at these points, of which there may be none. Exact values in tables are at the same points.
  Evaluator(const Problem& problem, PointSet points, ad::Workers& workers);
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  std::size_t points() const { return grid_.count; }
  /// Fields at the points, and exact values where there are any.
  Evaluation evaluate(std::span<const double> theta);
  /// For every field with an exact solution; none where there is no point.
  std::vector<FieldError> errors(std::span<const double> theta);
  /// By field; empty for one without exact solution.
  const std::vector<std::vector<double>>& exact();

 private:
  void run(std::span<const double> theta);

  const Problem* problem_;
  PointSet grid_;
  ad::Graph graph_;
  Trial trial_;
  PointBatch batch_;
  ad::Program program_;
  ad::Workspace workspace_;
  std::vector<std::vector<double>> values_;
  std::vector<std::vector<double>> exact_;  // by field; computed when first needed, as it can be slow
  bool exact_known_ = false;
};

}  // namespace ansatz
