// Settings of the optimisers that use more than the last gradient, as plain data: one struct a training stage.
//
// Every stage ends by itself when it has nothing left to gain (zero loss, vanishing gradient, steps that no
// longer change the loss); `steps` bounds it from above. Defaults are meant to be left alone.
//
//   lm          Levenberg-Marquardt on the residuals: the default for up to about 3,000 parameters
//   ssbroyden   dense inverse Hessian, self-scaled Broyden (or BFGS): about 1,000 to 6,000 parameters
//   lbfgs       a few vectors of memory: any size
//   newton_cg   matrix-free Gauss-Newton: any size
//   sgd         gradient descent with momentum: the baseline
#pragma once

#include <cstddef>
#include <cstdint>

namespace ansatz {

/// Levenberg-Marquardt (More 1978; Nielsen 1999) with geodesic acceleration (Transtrum and Sethna 2012).
/// A step solves (J^T J + lambda I) d = -J^T r.
struct LmStage {
  std::uint64_t steps = 500;
  double damping = 1e-3;             // lambda at the start, as a fraction of the largest diagonal entry of J^T J; > 0
  double lower = 1.5;                // a step begins with the last damping divided by this or more; > 1, at most 10
  double raise = 1.02;               // dampings tried differ by powers of this; >= 1.001
  bool acceleration = true;          // second-order correction along the geodesic
  double acceleration_limit = 0.75;  // corrections with 2 |a| / |v| beyond this are left away
  bool orthogonal = true;            // factor J itself where J^T J has lost the digits that the damping needs
  double gradient_tolerance = 0;     // stop when no component of the loss's gradient exceeds this; >= 0
};

enum class InverseHessianUpdate { bfgs, ssbfgs, ssbroyden };

/// Dense quasi-Newton: Al-Baali's self-scaled updates as Urban, Stefanou and Pons (2025) use them for networks.
struct SsBroydenStage {
  std::uint64_t steps = 5000;
  InverseHessianUpdate update = InverseHessianUpdate::ssbroyden;
  double decrease = 1e-4;         // c1 of the strong Wolfe conditions, 0 < c1 < c2 < 1 and c1 < 0.5
  double curvature = 0.9;         // c2
  double gradient_tolerance = 0;  // stop when no component of the gradient exceeds this; >= 0
};

/// Limited-memory BFGS (Liu and Nocedal 1989), strong Wolfe line search.
struct LbfgsStage {
  std::uint64_t steps = 10000;
  std::uint64_t memory = 50;      // pairs kept; >= 1
  double decrease = 1e-4;         // c1 of the strong Wolfe conditions, 0 < c1 < c2 < 1 and c1 < 0.5
  double curvature = 0.9;         // c2
  double gradient_tolerance = 0;  // stop when no component of the gradient exceeds this; >= 0
};

/// Gauss-Newton whose systems are solved by preconditioned conjugate gradients from products with J and J^T.
struct NewtonCgStage {
  std::uint64_t steps = 500;
  std::uint64_t inner = 200;      // conjugate gradient iterations a step, at most; >= 1
  std::uint64_t rank = 60;        // of the Nystroem preconditioner (Frangella, Tropp, Udell 2023); 0: none
  std::uint64_t refresh = 20;     // steps between two preconditioners; >= 1
  double damping = 1e-3;          // as for LmStage, relative to the mean diagonal entry of J^T J; > 0
  double gradient_tolerance = 0;  // as for LmStage
};

/// Gradient descent with (Nesterov's) momentum.
struct SgdStage {
  std::uint64_t steps = 10000;
  double rate = 1e-3;     // > 0
  double momentum = 0.9;  // 0 <= momentum < 1
  bool nesterov = false;
  std::size_t batch = 0;  // points of a step; 0: all
};

}  // namespace ansatz
