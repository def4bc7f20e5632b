// A problem as a system of ordinary differential equations of first order.
//
// The state y is every field with its derivatives below the highest; those, w, are what F(t, y, w) = 0 gives. Equations
// and initial conditions are compiled with their derivatives by y and w, and solved by Newton's method. Read next:
// evolution_path.cpp, which follows a solution.
#pragma once

#include <Eigen/Dense>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/problem.hpp"
#include "problem/jets.hpp"

namespace ansatz {

/// A motion: y', and how it depends on y.
struct Motion {
  Eigen::VectorXd velocity;
  Eigen::MatrixXd matrix;
};

class Evolution {
 public:
  /// Null where the conditions do not give the state at the start and, from a state, how it goes on.
  static std::unique_ptr<Evolution> of(const Problem& problem);

  /// Nothing where the conditions at the start cannot be solved for it, or the equations for w.
  std::optional<Eigen::VectorXd> start();
  std::optional<Motion> motion(double time, const Eigen::VectorXd& state);

  const Interval& times() const { return times_; }

 private:
  /// Some residuals and their derivatives by all symbols, in two groups: y and w.
  class Compiled {
   public:
    Compiled(const std::vector<ad::Expr>& values, const std::vector<ad::Expr>& state,
             const std::vector<ad::Expr>& highest, const JetPoint& point);

    struct Values {
      Eigen::VectorXd residual;
      Eigen::MatrixXd by_state, by_highest;
    };
    Values operator()(double time, const Eigen::VectorXd& state, const Eigen::VectorXd& highest) const;

   private:
    Eigen::Index rows_, states_, highest_;
    std::optional<ad::Program> program_;
  };

  explicit Evolution(const Problem& problem);
  bool is_of_the_point(ad::Expr residual) const;

  ad::Graph graph_;
  JetPoint point_;
  Interval times_;
  std::vector<std::size_t> orders_;  // of the highest derivative, by field
  std::optional<Compiled> equations_, start_;
  Eigen::Index states_ = 0;
  Eigen::VectorXd highest_;  // of the last point, near those of the next
};

}  // namespace ansatz
