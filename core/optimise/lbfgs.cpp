#include "optimise/lbfgs.hpp"

#include <algorithm>

#include "optimise/settings.hpp"

namespace ansatz {
namespace optimise {

LbfgsOptimiser::LbfgsOptimiser(const Lbfgs& settings, Objective& objective)
    : LineSearchMethod(objective, {settings.decrease, settings.curvature}, settings.tolerance),
      memory_(settings.memory),
      s_(memory_ * objective.size()),
      y_(memory_ * objective.size()),
      ys_(memory_) {
  keep("pairs", pairs_);
  keep("s", s_);
  keep("y", y_);
  keep("ys", ys_);
}

void LbfgsOptimiser::learn(const Secant& secant, In gradient, Out direction) {
  ++pairs_;
  const std::size_t i = slot(0);
  copy(secant.s, Out(s_).subspan(i * size(), size()));
  copy(secant.y, Out(y_).subspan(i * size(), size()));
  ys_[i] = secant.ys;
  direct(gradient, direction);
}

void LbfgsOptimiser::direct(In gradient, Out direction) {
  copy(gradient, direction);
  scale(direction, -1);
  const std::size_t kept = std::min<std::size_t>(pairs_, memory_);
  if (kept == 0) return;
  Vector alpha(kept);
  for (std::size_t age = 0; age < kept; ++age) {
    const std::size_t i = slot(age);
    alpha[age] = dot(row(s_, i), direction) / ys_[i];
    add_scaled(direction, -alpha[age], row(y_, i));
  }
  const std::size_t newest = slot(0);
  scale(direction, ys_[newest] / dot(row(y_, newest), row(y_, newest)));
  for (std::size_t age = kept; age-- > 0;) {
    const std::size_t i = slot(age);
    const double beta = dot(row(y_, i), direction) / ys_[i];
    add_scaled(direction, alpha[age] - beta, row(s_, i));
  }
}

}  // namespace optimise

std::shared_ptr<const StageMethod> method_of(const Lbfgs&) {
  static const auto method = stage_method<Lbfgs, optimise::LbfgsOptimiser>(
      "lbfgs",
      {"limited-memory BFGS, any number of parameters",
       {{"D. C. Liu and J. Nocedal", "On the limited memory BFGS method for large scale optimization",
         "Mathematical Programming 45, 503-528", 1989}}},
      {
          setting("steps", &Lbfgs::steps, limits::steps, "training steps, at most"),
          setting("memory", &Lbfgs::memory, {1, 1e4}, "pairs of vectors kept"),
          optimise::decrease_setting<Lbfgs>(),
          optimise::curvature_setting<Lbfgs>(),
          optimise::tolerance_setting<Lbfgs>(),
          optimise::until_setting<Lbfgs>(),
      },
      {.numbers = [](const void* from,
                     double n) { return 2 * n * static_cast<double>(static_cast<const Lbfgs*>(from)->memory); }},
      optimise::require_wolfe<Lbfgs>);
  return method;
}

}  // namespace ansatz
