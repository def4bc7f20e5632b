#include "optimise/lbfgs.hpp"

#include <algorithm>

namespace ansatz::optimise {

Lbfgs::Lbfgs(const LbfgsStage& stage, Objective& objective)
    : LineSearchMethod(objective, {stage.decrease, stage.curvature}, stage.gradient_tolerance),
      memory_(stage.memory),
      s_(memory_ * objective.size()),
      y_(memory_ * objective.size()),
      ys_(memory_) {
  require(stage.memory >= 1, "lbfgs", "memory must be at least 1", static_cast<double>(stage.memory));
}

void Lbfgs::learn(const Secant& secant, In gradient, Out direction) {
  ++pairs_;
  const std::size_t i = slot(0);
  copy(secant.s, Out(s_).subspan(i * size(), size()));
  copy(secant.y, Out(y_).subspan(i * size(), size()));
  ys_[i] = secant.ys;
  direct(gradient, direction);
}

void Lbfgs::direct(In gradient, Out direction) {
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

void Lbfgs::describe_curvature(StateFields& fields) {
  fields.count("pairs", pairs_);
  fields.vector("s", s_);
  fields.vector("y", y_);
  fields.vector("ys", ys_);
}

}  // namespace ansatz::optimise
