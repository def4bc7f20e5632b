#include "optimise/lm.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "optimise/damping_search.hpp"

namespace ansatz::optimise {
namespace {

constexpr double kSteepest = 10;  // a step begins at most so far below the last damping: Marquardt's (1963) factor
constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

Lm::Lm(const LmStage& stage, LeastSquares& problem) : problem_(problem), stage_(stage), system_(problem) {
  require(stage.damping > 0 && std::isfinite(stage.damping), "lm", "damping must be positive", stage.damping);
  require(stage.lower > 1 && stage.lower <= kSteepest, "lm", "lower must exceed 1 and be at most 10", stage.lower);
  require(stage.raise >= 1.001 && std::isfinite(stage.raise), "lm", "raise must be at least 1.001", stage.raise);
  require(stage.acceleration_limit >= 0, "lm", "acceleration_limit must not be negative", stage.acceleration_limit);
  require(stage.gradient_tolerance >= 0, "lm", "gradient_tolerance must not be negative", stage.gradient_tolerance);
}

Step Lm::advance(Out theta) {
  Step step;
  system_.assemble(theta, step.work);
  const double loss = problem_.value(theta);  // rounded as the values that it is compared with
  ++step.work.values;
  Vector gradient(system_.half_gradient().begin(), system_.half_gradient().end());
  scale(gradient, 2);
  if (ends_here(loss, gradient, stage_.gradient_tolerance, step)) return step;
  if (lambda_ == 0) {
    lambda_ = stage_.damping * system_.largest_diagonal();
    fall_ = stage_.lower;
  }
  lambda_ = std::max(lambda_, std::numeric_limits<double>::min());

  const Trial best = least_damped(theta, loss, step.work);
  if (!(best.loss < loss)) {
    step.stop = Stop::stalled;
    step.why = "no damping gives a step that lowers the loss: its digits are used up";
    return step;
  }
  for (std::size_t i = 0; i < theta.size(); ++i) gradient[i] = best.theta[i] - theta[i];
  step.length = norm(gradient);
  copy(best.theta, theta);
  lambda_ = best.lambda;
  step.loss = best.loss;
  if (stall_.stalled(loss, best.loss)) {
    step.stop = Stop::stalled;
    step.why = "the last steps no longer change the loss: its digits are used up";
  }
  return step;
}

Lm::Trial Lm::least_damped(In theta, double loss, Work& work) {
  const double lowest = lambda_ / fall_;
  Trial best{lambda_, kInfinity, {}};
  DampingSearch search(stage_.raise, steepness_);
  while (const auto rung = search.next()) {
    Trial trial = attempt(theta, lowest * std::pow(stage_.raise, *rung), work);
    search.tell(std::log(trial.loss / loss));
    if (trial.loss < loss) best = std::move(trial);
  }
  steepness_ = search.steepness();
  // Where dampings fall from step to step, the next one begins a little below where they lead.
  fall_ = search.at_once() ? std::min(fall_ * fall_, kSteepest)
                           : std::clamp(stage_.lower * lambda_ / best.lambda, stage_.lower, kSteepest);
  return best;
}

Lm::Trial Lm::attempt(In theta, double lambda, Work& work) {
  Trial trial{lambda, kInfinity, {}};
  const bool through_jacobian = stage_.orthogonal && lambda < system_.resolution();
  if (!system_.factor(lambda, through_jacobian, work)) return trial;
  Vector v(theta.size());
  system_.step(v, work);
  take_if_better(theta, v, trial, work);
  if (stage_.acceleration && accelerate(theta, v, work)) take_if_better(theta, v, trial, work);
  return trial;
}

void Lm::take_if_better(In theta, In change, Trial& trial, Work& work) {
  Vector moved(theta.begin(), theta.end());
  add_scaled(moved, 1, change);
  ++work.values;
  const double loss = problem_.value(moved);
  if (!(loss < trial.loss)) return;
  trial.loss = loss;
  trial.theta = std::move(moved);
}

bool Lm::accelerate(In theta, Out v, Work& work) {
  Vector second(problem_.residual_count()), a(theta.size());
  problem_.second_directional(theta, v, second);
  problem_.apply_transposed(theta, second, a);
  ++work.values;
  ++work.products;
  system_.solve(a);
  const double ratio = 2 * norm(a) / norm(v);
  if (!(ratio <= stage_.acceleration_limit)) return false;
  add_scaled(v, -0.5, a);
  return true;
}

void Lm::describe(StateFields& fields) {
  fields.number("damping", lambda_);
  fields.number("fall", fall_);
  fields.number("steepness", steepness_);
  stall_.describe(fields);
}

}  // namespace ansatz::optimise
