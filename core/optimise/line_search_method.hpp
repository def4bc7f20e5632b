// The frame of methods that go along a direction d = -H g until the strong Wolfe conditions hold, and learn the
// inverse Hessian H from what they meet: BFGS and its relatives with a dense H, L-BFGS with a few vectors.
//
// One step costs as many gradients as the line search needs, nearly always one: the gradient at the accepted point
// is the one the next step begins with.
#pragma once

#include "ansatz/core/optimise/optimiser.hpp"
#include "optimise/line_search.hpp"

namespace ansatz::optimise {

class LineSearchMethod : public Optimiser {
 public:
  LineSearchMethod(Objective& objective, const Wolfe& wolfe, double gradient_tolerance);
  Step advance(Out theta) override;
  void objective_changed() override { evaluated_ = false; }

 protected:
  /// A step met the curvature y = H^-1 s, with y.s > 0.
  struct Secant {
    In s, y;
    double ys;
    double sBs;  // s . H^-1 s with the H that gave the step
  };
  /// Updates H, then direction = -H gradient.
  virtual void learn(const Secant& secant, In gradient, Out direction) = 0;
  /// direction = -H gradient.
  virtual void direct(In gradient, Out direction) = 0;
  /// H becomes the identity.
  virtual void forget() = 0;

  std::size_t size() const { return gradient_.size(); }

 private:
  void steepest_descent();
  double first_trial(double slope) const;
  /// From theta along the direction; falls back on the gradient once. Sets `step.stop` when both fail.
  LineStep search(In theta, Step& step);

  Objective& objective_;
  Wolfe wolfe_;
  double gradient_tolerance_;
  bool fresh_ = true;               // H is the identity: lengths have no meaning yet
  bool evaluated_ = false;          // loss_, gradient_ and direction_ belong to theta
  double loss_ = 0, previous_ = 0;  // here, and before the last step
  Vector gradient_, direction_;
  StallWatch stall_;
  Vector trial_, trial_gradient_;  // scratch
};

}  // namespace ansatz::optimise
