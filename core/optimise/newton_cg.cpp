#include "optimise/newton_cg.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ansatz/core/random.hpp"
#include "optimise/settings.hpp"

namespace ansatz {
namespace optimise {
namespace {

constexpr unsigned most_halvings = 30;  // to a billionth of the step: below that the loss has no digits left

/// The rank-k Nystroem approximation from Y = (G + shift I) Omega, in the stable order of
/// Frangella et al., algorithm 2.1, which shifts by sqrt(n) eps |Y|, so that the Cholesky
/// factorisation holds in the presence of rounding.
Nystroem approximate(const Eigen::MatrixXd& omega, const Eigen::MatrixXd& Y, double shift) {
  const Eigen::LLT<Eigen::MatrixXd> core(omega.transpose() * Y);
  Nystroem result;
  if (core.info() != Eigen::Success) return result;
  const Eigen::MatrixXd B = core.matrixL().solve(Y.transpose()).transpose();  // G ~ B B^T
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(B);
  const Eigen::Index n = B.rows(), k = B.cols();
  const Eigen::MatrixXd R = qr.matrixQR().topRows(k).triangularView<Eigen::Upper>();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(R * R.transpose());
  const Eigen::MatrixXd U =
      (qr.householderQ() * Eigen::MatrixXd::Identity(n, k)) * eigen.eigenvectors().rowwise().reverse();
  result.rank = static_cast<std::size_t>(k);
  result.vectors.assign(U.data(), U.data() + U.size());
  for (Eigen::Index i = k; i-- > 0;) result.values.push_back(std::max(0.0, eigen.eigenvalues()[i] - shift));
  return result;
}

}  // namespace

void Nystroem::precondition(double lambda, In v, Out out) const {
  copy(v, out);
  const std::size_t n = v.size();
  for (std::size_t k = 0; k < rank; ++k) {
    const In u = In(vectors).subspan(k * n, n);
    add_scaled(out, ((values[rank - 1] + lambda) / (values[k] + lambda) - 1) * dot(u, v), u);
  }
}

NewtonCgOptimiser::NewtonCgOptimiser(const NewtonCg& settings, LeastSquares& problem)
    : problem_(problem), settings_(settings) {
  nystroem_.rank = std::min<std::size_t>(settings.rank, problem.size());
  nystroem_.vectors.resize(nystroem_.rank * problem.size());
  nystroem_.values.resize(nystroem_.rank);
  keep("age", age_);
  keep("sketches", sketches_);
  keep("damping", lambda_);
  keep("first gradient", first_gradient_);
  keep("preconditioner.vectors", nystroem_.vectors);
  keep("preconditioner.values", nystroem_.values);
  keep("stall.steps", stall_.steps());
}

void NewtonCgOptimiser::multiply(In theta, In v, Out out, Cost& cost) {
  Vector Jv(problem_.residual_count());
  problem_.apply(theta, v, Jv);
  problem_.apply_transposed(theta, Jv, out);
  cost.products += 2;
  for (std::size_t k = 0; k < smooth_.curvature.size(); k += v.size()) {
    const In row = In(smooth_.curvature).subspan(k, v.size());
    add_scaled(out, dot(row, v), row);
  }
}

void NewtonCgOptimiser::refresh(In theta, Cost& cost) {
  const std::size_t n = problem_.size(), rank = nystroem_.rank;
  if (rank == 0) return;
  const Stream stream(sketches_++, "newton_cg sketch");
  const auto rows = static_cast<Eigen::Index>(n), columns = static_cast<Eigen::Index>(rank);
  Eigen::MatrixXd omega(rows, columns), Y(rows, columns);
  for (Eigen::Index i = 0; i < omega.size(); ++i) omega.data()[i] = stream.normal(static_cast<std::uint64_t>(i));
  omega = omega.householderQr().householderQ() * Eigen::MatrixXd::Identity(rows, columns);
  for (Eigen::Index k = 0; k < columns; ++k) multiply(theta, In(omega.col(k).data(), n), Out(Y.col(k).data(), n), cost);
  const double shift = std::sqrt(static_cast<double>(n)) * std::numeric_limits<double>::epsilon() * Y.norm();
  Y += shift * omega;
  Nystroem made = approximate(omega, Y, shift);
  ++cost.factorisations;
  if (made.rank == rank) nystroem_ = std::move(made);
}

double NewtonCgOptimiser::solve(In theta, In g, double tolerance, Out d, Cost& cost) {
  const std::size_t n = d.size();
  std::fill(d.begin(), d.end(), 0.0);
  Vector residual(g.begin(), g.end()), z(n), p(n), Ap(n);
  scale(residual, -1);
  nystroem_.precondition(lambda_, residual, z);
  copy(z, p);
  double rz = dot(residual, z);
  const double target = tolerance * norm(g);
  for (std::uint64_t k = 0; k < settings_.inner && norm(residual) > target; ++k) {
    multiply(theta, p, Ap, cost);
    add_scaled(Ap, lambda_, p);
    const double alpha = rz / dot(p, Ap);
    if (!std::isfinite(alpha)) break;
    add_scaled(d, alpha, p);
    add_scaled(residual, -alpha, Ap);
    nystroem_.precondition(lambda_, residual, z);
    const double next = dot(residual, z);
    scale(p, next / rz);
    add_scaled(p, 1, z);
    rz = next;
  }
  // -2 g.d - d.G d, with (G + lambda I) d = -g - residual
  return -dot(g, d) + dot(residual, d) + lambda_ * dot(d, d);
}

Step NewtonCgOptimiser::advance(Out theta) {
  Step step;
  Vector g(theta.size()), d(theta.size()), moved(theta.size());
  const double loss = problem_.value_and_gradient(theta, g);
  ++step.cost.gradients;
  if (ends_here(loss, g, settings_.tolerance, step)) return step;
  scale(g, 0.5);
  smooth_ = problem_.smooth_term(theta);
  if (first_gradient_ == 0) first_gradient_ = norm(g);
  if (age_ == 0) refresh(theta, step.cost);
  age_ = (age_ + 1) % settings_.refresh;
  if (lambda_ == 0) {
    Vector probe(g);  // along the gradient G is large: a fair scale where no preconditioner tells it
    multiply(theta, g, probe, step.cost);
    lambda_ = settings_.damping * dot(g, probe) / dot(g, g);
  }

  // Inexact Newton: as exact as pays off, min(0.5, sqrt |g|) in Nocedal and Wright (2006), algorithm 7.1. Relative to
  // the first gradient it has no units; the bound is tighter, since with the preconditioner iterations converge fast.
  const double promised = solve(theta, g, std::min(0.1, std::sqrt(norm(g) / first_gradient_)), d, step.cost);
  const double slope = 2 * dot(g, d);
  double length = 1, value = loss;
  for (unsigned k = 0; k < most_halvings; ++k, length /= 2) {
    copy(theta, moved);
    add_scaled(moved, length, d);
    value = problem_.value(moved);
    ++step.cost.values;
    if (value < loss && value <= loss + 1e-4 * length * slope) break;  // Armijo's rule, with the usual c1
  }
  // Marquardt's rule with the factors of Madsen, Nielsen and Tingleff (2004), section 2.4: less damping where the model
  // keeps three quarters of what it promises, more where it keeps less than a quarter; Martens (2010) uses 2/3 and 3/2.
  const double ratio = length == 1 ? (loss - value) / promised : 0;
  if (ratio > 0.75) lambda_ /= 3;
  if (ratio < 0.25) lambda_ *= 2;
  lambda_ = std::max(lambda_, std::numeric_limits<double>::min());
  if (!(value < loss)) {
    step.stop = Stop::stalled;
    step.why = "no step along the Gauss-Newton direction lowers the loss: its digits are used up";
    return step;
  }
  copy(moved, theta);
  step.loss = value;
  step.length = length * norm(d);
  if (stall_.stalled(loss, value)) {
    step.stop = Stop::stalled;
    step.why = "the last steps no longer change the loss: its digits are used up";
  }
  return step;
}

}  // namespace optimise

std::shared_ptr<const StageMethod> method_of(const NewtonCg&) {
  static const auto method = stage_method<NewtonCg, optimise::NewtonCgOptimiser>(
      "newton_cg",
      {"matrix-free Gauss-Newton, any number of parameters",
       {{"J. Martens", "Deep learning via Hessian-free optimization", "ICML, 735-742", 2010},
        {"Z. Frangella and J. A. Tropp and M. Udell", "Randomized Nyström preconditioning",
         "SIAM Journal on Matrix Analysis and Applications 44, 718-752", 2023}}},
      {
          setting("steps", &NewtonCg::steps, limits::steps, "training steps, at most"),
          setting("inner", &NewtonCg::inner, {1, 1e6}, "conjugate gradient iterations in a step, at most"),
          setting("rank", &NewtonCg::rank, {0, 1e4}, "of the preconditioner; 0: none"),
          unwritten(setting("refresh", &NewtonCg::refresh, limits::steps, "steps between two preconditioners")),
          optimise::damping_setting<NewtonCg>(),
          optimise::tolerance_setting<NewtonCg>(),
          optimise::until_setting<NewtonCg>(),
      },
      {.forgets = true, .numbers = [](const void* from, double n) {
         return 2 * n * static_cast<double>(static_cast<const NewtonCg*>(from)->rank);
       }});
  return method;
}

}  // namespace ansatz
