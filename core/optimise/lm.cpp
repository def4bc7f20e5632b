#include "optimise/lm.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "optimise/damping_search.hpp"
#include "optimise/settings.hpp"

namespace ansatz {
namespace optimise {
namespace {

constexpr double largest_drop = 10;  // a step begins at most so far below the last damping: Marquardt's (1963) factor
constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

LmOptimiser::LmOptimiser(const Lm& settings, LeastSquares& problem)
    : problem_(problem), settings_(settings), system_(problem) {
  keep("damping", lambda_);
  keep("fall", fall_);
  keep("steepness", steepness_);
  keep("stall.steps", stall_.steps());
}

Step LmOptimiser::advance(Out theta) {
  Step step;
  system_.assemble(theta, step.cost);
  const double loss = problem_.value(theta);  // rounded as the values that it is compared with
  ++step.cost.values;
  Vector gradient(system_.half_gradient().begin(), system_.half_gradient().end());
  scale(gradient, 2);
  if (ends_here(loss, gradient, settings_.tolerance, step)) return step;
  if (lambda_ == 0) {
    lambda_ = settings_.damping * system_.largest_diagonal();
    fall_ = settings_.lower;
  }
  lambda_ = std::max(lambda_, std::numeric_limits<double>::min());

  const Trial best = least_damped(theta, loss, step.cost);
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

LmOptimiser::Trial LmOptimiser::least_damped(In theta, double loss, Cost& cost) {
  const double lowest = lambda_ / fall_;
  met_resolution_ = false;
  Trial best{lambda_, infinity, {}};
  DampingSearch search(settings_.raise, steepness_);
  while (const auto rung = search.next()) {
    Trial trial = attempt(theta, lowest * std::pow(settings_.raise, *rung), cost);
    search.tell(std::log(trial.loss / loss));
    if (trial.loss < loss) best = std::move(trial);
  }
  steepness_ = search.steepness();
  // Where dampings fall from step to step, the next one begins a little below where they lead.
  fall_ = search.at_once() ? std::min(fall_ * fall_, largest_drop)
                           : std::clamp(settings_.lower * lambda_ / best.lambda, settings_.lower, largest_drop);
  return best;
}

LmOptimiser::Trial LmOptimiser::attempt(In theta, double lambda, Cost& cost) {
  Trial trial{lambda, infinity, {}};
  const bool unresolved = lambda < system_.resolution();
  met_resolution_ = met_resolution_ || unresolved;
  if (!system_.factor(lambda, settings_.orthogonal && unresolved, cost)) return trial;
  Vector v(theta.size());
  system_.step(v, cost);
  take_if_better(theta, v, trial, cost);
  if (settings_.acceleration && accelerate(theta, v, cost)) take_if_better(theta, v, trial, cost);
  return trial;
}

void LmOptimiser::take_if_better(In theta, In change, Trial& trial, Cost& cost) {
  Vector moved(theta.begin(), theta.end());
  add_scaled(moved, 1, change);
  ++cost.values;
  const double loss = problem_.value(moved);
  if (!(loss < trial.loss)) return;
  trial.loss = loss;
  trial.theta = std::move(moved);
}

bool LmOptimiser::accelerate(In theta, Out v, Cost& cost) {
  Vector second(problem_.residual_count()), a(theta.size());
  problem_.second_directional(theta, v, second);
  problem_.apply_transposed(theta, second, a);
  ++cost.values;
  ++cost.products;
  system_.solve(a);
  const double ratio = 2 * norm(a) / norm(v);
  if (!(ratio <= settings_.acceleration_limit)) return false;
  add_scaled(v, -0.5, a);
  return true;
}

}  // namespace optimise

std::shared_ptr<const StageMethod> method_of(const Lm&) {
  static const auto method = stage_method<Lm, optimise::LmOptimiser>(
      "lm",
      {"Levenberg-Marquardt: to the last digits, up to about 3,000 parameters",
       {{"D. W. Marquardt", "An algorithm for least-squares estimation of nonlinear parameters",
         "Journal of the Society for Industrial and Applied Mathematics 11, 431-441", 1963},
        {"M. K. Transtrum and J. P. Sethna",
         "Improvements to the Levenberg-Marquardt algorithm for nonlinear least-squares minimization",
         "arXiv:1201.5885", 2012}}},
      {
          setting("steps", &Lm::steps, limits::steps, "training steps, at most"),
          optimise::damping_setting<Lm>(),
          setting("lower", &Lm::lower, {1, optimise::largest_drop, true},
                  "a step begins with the last damping divided by this or more"),
          setting("raise", &Lm::raise, {1.001, 1e3}, "how closely the least damping that helps is found"),
          setting("acceleration", &Lm::acceleration, "correct each step along the geodesic"),
          unwritten(setting("acceleration_limit", &Lm::acceleration_limit, limits::not_negative,
                            "corrections that are longer, relative to the step, are left away")),
          setting("orthogonal", &Lm::orthogonal, "factor J itself where J^T J has lost the digits"),
          optimise::tolerance_setting<Lm>(),
          optimise::until_setting<Lm>(),
      },
      {.forgets = true, .numbers = [](const void*, double n) { return 2 * n * n; }});
  return method;
}

}  // namespace ansatz
