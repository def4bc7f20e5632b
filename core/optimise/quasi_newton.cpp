#include "optimise/quasi_newton.hpp"

#include <algorithm>
#include <cmath>

#include "optimise/inverse_hessian.hpp"
#include "optimise/settings.hpp"

namespace ansatz {
namespace optimise {

// As Urban, Stefanou and Pons (2025) choose tau, phi and theta. Below a = 1e-12, some thousand times rounding, theta
// has no digits.
BroydenScaling broyden_scaling(InverseHessianUpdate update, double b, double h, std::size_t size, bool first) {
  const double a = b * h - 1;  // >= 0 by Cauchy-Schwarz; 0 where the step met the curvature that H expects
  double theta = 0;
  if (update == InverseHessianUpdate::ssbroyden && a > 1e-12) {
    const double c = std::sqrt(a / (1 + a));
    const double rho = std::min(1.0, h * (1 - c));
    theta = std::max((rho - 1) / a, std::min(1 / rho, (1 - b) / b));
  }
  const double sigma = 1 + theta * a;
  BroydenScaling scaling{1, (1 - theta) / sigma};
  if (first) {
    scaling.tau = h / sigma;
  } else if (update != InverseHessianUpdate::bfgs) {
    const double rho = std::min(1.0, 1 / b);
    const double spread = size > 1 ? std::pow(sigma, -1.0 / static_cast<double>(size - 1)) : 1;
    scaling.tau = theta > 0 ? rho * std::min(spread, 1 / theta) : std::min(rho * spread, sigma);
  }
  return scaling;
}

QuasiNewton::QuasiNewton(const SsBroyden& settings, Objective& objective)
    : LineSearchMethod(objective, {settings.decrease, settings.curvature}, settings.tolerance),
      update_(settings.update),
      team_(objective.team()),
      H_(objective.size() * (objective.size() + 1) / 2),
      u_(objective.size()),
      s_(objective.size()),
      Hy_(objective.size()),
      Hg_(objective.size()),
      p_(objective.size()),
      q_(objective.size()) {
  forget();
  keep("first", first_);
  keep("H", H_);
  keep("pending.scale", scale_);
  keep("pending.uu", uu_);
  keep("pending.us", us_);
  keep("pending.ss", ss_);
  keep("pending.u", u_);
  keep("pending.s", s_);
}

void QuasiNewton::forget() {
  std::fill(H_.begin(), H_.end(), 0.0);
  for (std::size_t i = 0; i < size(); ++i) H_[i * (i + 1) / 2 + i] = 1;
  std::fill(u_.begin(), u_.end(), 0.0);
  std::fill(s_.begin(), s_.end(), 0.0);
  scale_ = 1;
  uu_ = us_ = ss_ = 0;
  first_ = true;
}

void QuasiNewton::multiply(In y, In g, Out Hy, Out Hg) {
  for (std::size_t i = 0; i < size(); ++i) {
    p_[i] = uu_ * u_[i] + us_ * s_[i];
    q_[i] = us_ * u_[i] + ss_ * s_[i];
  }
  update_and_multiply(size(), H_, scale_, {u_, p_}, {s_, q_}, {y, Hy}, {g, Hg}, team_);
  scale_ = 1;
  uu_ = us_ = ss_ = 0;
}

void QuasiNewton::learn(const Secant& secant, In gradient, Out direction) {
  multiply(secant.y, gradient, Hy_, Hg_);
  const double ys = secant.ys, yHy = dot(secant.y, Hy_);
  const auto [tau, phi] = broyden_scaling(update_, secant.sBs / ys, yHy / ys, size(), first_);
  first_ = false;
  copy(Hy_, u_);
  copy(secant.s, s_);
  scale_ = 1 / tau;
  uu_ = (phi - 1) / (tau * yHy);
  us_ = -phi / (tau * ys);
  ss_ = phi * yHy / (tau * ys * ys) + 1 / ys;

  const double ug = dot(u_, gradient), sg = dot(s_, gradient);
  copy(Hg_, direction);
  scale(direction, -scale_);
  add_scaled(direction, -(uu_ * ug + us_ * sg), u_);
  add_scaled(direction, -(us_ * ug + ss_ * sg), s_);
}

void QuasiNewton::direct(In gradient, Out direction) {
  multiply(gradient, gradient, Hy_, Hg_);
  copy(Hg_, direction);
  scale(direction, -1);
}

}  // namespace optimise

std::shared_ptr<const StageMethod> method_of(const SsBroyden&) {
  using enum InverseHessianUpdate;
  static const auto method = stage_method<SsBroyden, optimise::QuasiNewton>(
      "ssbroyden",
      {"dense quasi-Newton, about 1,000 to 6,000 parameters",
       {{"J. F. Urbán and P. Stefanou and J. A. Pons",
         "Unveiling the optimization process of physics informed neural networks: how accurate and competitive can "
         "PINNs be?",
         "Journal of Computational Physics 523, 113656, arXiv:2405.04230", 2025},
        {"M. Al-Baali", "Numerical experience with a class of self-scaling quasi-Newton algorithms",
         "Journal of Optimization Theory and Applications 96, 533-553", 1998}}},
      {
          setting("steps", &SsBroyden::steps, limits::steps, "training steps, at most"),
          setting("update", &SsBroyden::update,
                  {{"ssbroyden", ssbroyden, "self-scaled Broyden"},
                   {"ssbfgs", ssbfgs, "self-scaled BFGS"},
                   {"bfgs", bfgs, "BFGS as it is"}},
                  "how the inverse Hessian learns"),
          optimise::decrease_setting<SsBroyden>(),
          optimise::curvature_setting<SsBroyden>(),
          optimise::tolerance_setting<SsBroyden>(),
          optimise::until_setting<SsBroyden>(),
      },
      {.numbers = [](const void*, double n) { return n * n / 2; }}, optimise::require_wolfe<SsBroyden>);
  return method;
}

}  // namespace ansatz
