// Gradient descent with momentum; settings and sources: ansatz/core/optimisers/sgd.hpp.
//
//   v <- momentum v + gradient        theta <- theta - rate v                          (Polyak)
//                                     theta <- theta - rate (gradient + momentum v)    (Nesterov)
//
// The shortest optimiser there is: an example to begin another one from.
#include "ansatz/core/optimisers/sgd.hpp"

#include <algorithm>
#include <cmath>

#include "ansatz/core/optimise/optimiser.hpp"
#include "optimise/settings.hpp"

namespace ansatz {
namespace optimise {
namespace {

class SgdOptimiser final : public Optimiser {
 public:
  SgdOptimiser(const Sgd& settings, Objective& objective)
      : objective_(objective), settings_(settings), gradient_(objective.size()), velocity_(objective.size()) {
    keep("steps", steps_);
    keep("velocity", velocity_);
    keep("retreats", retreats_);
  }
  /// `step.loss` is the loss before the step: the one that the gradient came with.
  Step advance(Out theta) override;
  bool retreat() override;
  double rate_factor() const override { return std::ldexp(1.0, -static_cast<int>(retreats_)); }

 private:
  Objective& objective_;
  Sgd settings_;
  Vector gradient_;  // scratch
  Vector velocity_;
  std::uint64_t steps_ = 0;
  std::uint64_t retreats_ = 0;  // so often was the rate halved
};

bool SgdOptimiser::retreat() {
  if (retreats_ >= settings_.retreat) return false;  // a checkpoint may be of a run that had more
  ++retreats_;
  std::fill(velocity_.begin(), velocity_.end(), 0.0);
  return true;
}

Step SgdOptimiser::advance(Out theta) {
  Step step;
  const double loss = objective_.value_and_gradient(theta, gradient_);
  ++step.cost.gradients;
  if (ends_here(loss, gradient_, 0, step)) return step;
  scale(velocity_, settings_.momentum);
  add_scaled(velocity_, 1, gradient_);
  if (settings_.nesterov)
    add_scaled(gradient_, settings_.momentum, velocity_);
  else
    copy(velocity_, gradient_);
  const double rate = rate_factor() * settings_.lr.at_step(steps_, settings_.steps);
  add_scaled(theta, -rate, gradient_);
  step.length = rate * norm(gradient_);
  ++steps_;
  return step;
}

}  // namespace
}  // namespace optimise

std::shared_ptr<const StageMethod> method_of(const Sgd&) {
  static const auto method = stage_method<Sgd, optimise::SgdOptimiser>(
      "sgd",
      {"gradient descent with momentum",
       {{"B. T. Polyak", "Some methods of speeding up the convergence of iteration methods",
         "USSR Computational Mathematics and Mathematical Physics 4, 1-17", 1964}}},
      {
          setting("steps", &Sgd::steps, limits::steps, "training steps"),
          optimise::epochs_setting<Sgd>(),
          setting("lr", &Sgd::lr, limits::positive, "learning rate, or how it changes"),
          setting("momentum", &Sgd::momentum, limits::fraction, "part of the last change that is kept"),
          after({{"I. Sutskever and J. Martens and G. Dahl and G. Hinton",
                  "On the importance of initialization and momentum in deep learning", "ICML, 1139-1147", 2013}},
                setting("nesterov", &Sgd::nesterov, "look ahead along the momentum")),
          optimise::batch_setting<Sgd>(),
          optimise::until_setting<Sgd>(),
          optimise::retreat_setting<Sgd>(),
      },
      {.first_order = true});
  return method;
}

}  // namespace ansatz
