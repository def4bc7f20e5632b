// Quasi-Newton methods of the Broyden class with a dense inverse Hessian H, plain and self-scaled.
//
//   H+ = 1/tau [ H - Hy (Hy)^T / y.Hy + phi v v^T ] + s s^T / y.s,     v = sqrt(y.Hy) [ s / y.s - Hy / y.Hy ]
//
// phi = 1, tau = 1 is BFGS. The self-scaled choices of tau and phi (Al-Baali 1998; Al-Baali and Khalfan 2005) are those
// that Urban, Stefanou and Pons (J. Comput. Phys. 523, 2025, arXiv:2405.04230) found to take networks to the
// rounding of double precision; see also Kiyani et al. (CMAME 446, 2025).
//
// Memory is what a step costs: H has n^2/2 numbers. The update of one step is therefore left pending until the next,
// where one sweep applies it and multiplies H with y and with the new gradient at once; the new direction
// follows from these two products by the formula above, without a third.
#pragma once

#include "ansatz/core/optimisers/ssbroyden.hpp"
#include "optimise/line_search_method.hpp"

namespace ansatz::optimise {

/// tau and phi of the update above.
struct BroydenScaling {
  double tau = 1;
  double phi = 1;
};

/// From b = s.Bs / y.s and h = y.Hy / y.s of `size` parameters. The first update after H = I scales H to the
/// curvature just met, whatever the method.
BroydenScaling broyden_scaling(InverseHessianUpdate update, double b, double h, std::size_t size, bool first);

class QuasiNewton final : public LineSearchMethod {
 public:
  QuasiNewton(const SsBroyden& settings, Objective& objective);

 private:
  void learn(const Secant& secant, In gradient, Out direction) override;
  void direct(In gradient, Out direction) override;
  void forget() override;

  /// Applies the pending update to H and computes H y and H g, in one sweep.
  void multiply(In y, In g, Out Hy, Out Hg);

  InverseHessianUpdate update_;
  Team team_;
  bool first_ = true;  // no update yet since H was the identity
  Vector H_;           // lower triangle, packed by rows
  // pending: H <- scale H + uu u u^T + us (u s^T + s u^T) + ss s s^T
  double scale_ = 1, uu_ = 0, us_ = 0, ss_ = 0;
  Vector u_, s_;
  Vector Hy_, Hg_, p_, q_;  // scratch
};

}  // namespace ansatz::optimise
