// From a problem to one number to be made small.
//
//   loss = sum over conditions of weight * share * mean over its points of sum_j (r_j / size_j)^2
//        + sum over networks of recovery * S(a)      recovery: a number, or a leaf where it changes with the steps
//
// A condition with several residuals r_j (a vector equation, `u = 0, v = 0 on ...`) adds their squares at each
// point, so splitting it into several conditions leaves the loss as it is. `share` is 1 but for conditions
// that draw on a common pool of points; collocation.hpp says why. Sizes are 1 but where
// units set residuals orders apart; scales.hpp. Every term is a mean over the points of a
// fixed multiple of a square; `residuals` states these for optimisers that need more than the gradient.
//
// Where weights move while training (`Problem::weighting`) every r_j^2 is multiplied with a number of its own at each
// point, a leaf of the graph like the coordinates; moving_weights.hpp says what these numbers are.
//
// In a window of time that follows another (windows.hpp) the residual R of an initial condition is R(u) - R(u of the
// window before), whatever the condition says: what it holds is carried on from there. The network of the window before
// is part of the graph, its theta constants, so points may move as they like.
//
// Everything here is symbolic: nothing is computed until the expressions are compiled (compiled_loss.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/problem.hpp"
#include "loss/trial.hpp"
#include "points/collocation.hpp"

namespace ansatz {

/// One scalar residual at a group of points. It adds scale * mean over the points of residual^2 to the loss.
struct Residual {
  std::size_t condition = 0;
  std::size_t group = 0;  // whose points it is stated at
  ad::Expr value;         // a scalar on the group's axis
  double scale = 1;       // weight * share / size^2
  ad::Expr weight;        // a leaf: what its square counts at each point; invalid where weights do not move
};

/// What the leaves of a loss besides theta are bound to: points, and what the squares of residuals count there.
struct LossData {
  std::vector<PointSet> points;              // by group
  std::vector<std::vector<double>> weights;  // by residual, one number a point; none where weights do not move
  std::vector<double> recoveries;            // the weights of S(a) that change with the steps, by network
};

/// Whether residuals are rewritten to fewer derivative streams (ad::collapse) or left as the problem states them,
/// which has the same values and serves comparison only.
enum class ResidualForm { collapsed, as_stated };

/// The window of time before, as it was solved.
struct WindowBefore {
  const Problem& problem;
  std::span<const double> theta;
};

class Loss {
 public:
  /// Samples the points and builds the loss. `before` is read by the constructor alone, null at the start of time.
  /// Throws UserError where the problem makes no sense.
  explicit Loss(const Problem& problem, ResidualForm form = ResidualForm::collapsed,
                const WindowBefore* before = nullptr);

  ad::Graph& graph() const { return *graph_; }
  const Trial& trial() const { return *trial_; }
  /// theta before the first step: initial values, or what the window before ended at.
  const std::vector<double>& start() const { return start_; }
  /// Initial values as another seed draws them, the `k`-th, counted from 1. False, with nothing written, after another
  /// window: what that ended at is the one start there is.
  bool another_start(std::uint64_t k, std::span<double> theta) const;
  const std::vector<PointGroup>& groups() const { return groups_; }
  /// Points of all groups.
  std::size_t points() const;
  /// What the residuals of a group were built from: the leaves that its points are given to.
  const std::vector<std::unique_ptr<PointBatch>>& batches() const { return batches_; }
  const std::vector<Residual>& residuals() const { return residuals_; }

  /// All leaves besides theta: those of each group's points, then the weights, then those of S(a) that change.
  std::vector<ad::Expr> data_leaves() const;
  /// What `data` has for each of them, in the same order.
  std::vector<const double*> bound(const LossData& data) const;
  /// The number of points of every axis of the graph.
  std::vector<ad::PointCount> counts(const LossData& data) const;
  /// The first points; all weights 1, those of S(a) as before the first step.
  const LossData& data() const { return data_; }
  /// The weights of S(a) that change, as they are before a step of the training, counted from 0.
  std::vector<double> recoveries_at(std::uint64_t step) const;

  /// Names and values of the terms, free scalars: the conditions in order, then `recovery` of the networks
  /// (`recovery/NETWORK` where there are several, or a condition has that name).
  const std::vector<std::string>& term_names() const { return term_names_; }
  const std::vector<ad::Expr>& terms() const { return terms_; }
  /// The sum of the terms.
  ad::Expr total() const { return total_; }

 private:
  void build_residuals(const Problem& problem, ResidualForm form, const WindowBefore* before);
  void build_terms(const Problem& problem);
  ad::Expr recovery_of(const Network& network, const SlopeTerm& term);

  /// A weight of S(a) that changes.
  struct Recovery {
    Schedule weight;
    ad::Expr leaf;
  };

  std::unique_ptr<ad::Graph> graph_;
  std::unique_ptr<Trial> trial_;
  std::vector<double> start_;
  bool drawn_;  // `start_` is
  std::vector<PointGroup> groups_;
  std::vector<std::unique_ptr<PointBatch>> batches_;
  std::vector<Residual> residuals_;
  std::vector<Recovery> recoveries_;
  std::uint64_t steps_;  // of all stages
  LossData data_;
  std::vector<std::string> term_names_;
  std::vector<ad::Expr> terms_;
  ad::Expr total_;
};

}  // namespace ansatz
