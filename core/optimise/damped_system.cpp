#include "optimise/damped_system.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "ansatz/autodiff/error.hpp"
#include "optimise/dense.hpp"

namespace ansatz::optimise {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
constexpr std::size_t kBlockRows = 512;
constexpr std::size_t kMostParameters = 20000;

void add_to_diagonal(std::size_t n, double value, Out A) {
  for (std::size_t i = 0; i < n; ++i) A[i * n + i] += value;
}

}  // namespace

DampedSystem::DampedSystem(LeastSquares& problem) : problem_(problem), n_(problem.size()), g_(n_) {
  if (n_ > kMostParameters)
    throw UserError(
        fmt::format("lm: {} parameters are too many for normal equations, which would take {} GB; use lbfgs or "
                    "newton_cg",
                    n_, n_ * n_ * 2 * sizeof(double) / 1000000000));
  G_.resize(n_ * n_);
  factor_.resize(n_ * n_);
}

void DampedSystem::assemble(In theta, Work& work) {
  theta_ = theta;
  r_.clear();
  M_.clear();
  problem_.normal_equations(theta, G_, g_);
  ++work.normal_equations;
  double trace = 0;
  for (std::size_t i = 0; i < n_; ++i) trace += G_[i * n_ + i];
  resolution_ = kEpsilon * trace;
}

double DampedSystem::largest_diagonal() const {
  double m = 0;
  for (std::size_t i = 0; i < n_; ++i) m = std::max(m, G_[i * n_ + i]);
  return m;
}

In DampedSystem::residuals(Work& work) {
  if (r_.empty()) {
    r_.resize(problem_.residual_count());
    problem_.residuals(theta_, r_);
    ++work.values;
  }
  return r_;
}

bool DampedSystem::factor(double lambda, bool through_jacobian, Work& work) {
  lambda_ = lambda;
  through_jacobian_ = through_jacobian;
  if (through_jacobian) {
    if (M_.empty()) orthogonalise(work);
    for (std::size_t i = 0; i < factor_.size(); ++i) factor_[i] = M_[i] + lambda * N_[i];
  } else {
    factor_ = G_;
    add_to_diagonal(n_, lambda, factor_);
  }
  ++work.factorisations;
  return cholesky(n_, factor_);
}

void DampedSystem::orthogonalise(Work& work) {
  double shift = resolution_;
  do {
    if (!(shift < std::numeric_limits<double>::infinity()))
      throw InternalFault("normal equations with entries that are not finite reached their factorisation");
    L_ = G_;
    add_to_diagonal(n_, shift, L_);
    shift *= 10;
    ++work.factorisations;
  } while (!cholesky(n_, L_));

  M_.assign(n_ * n_, 0);
  N_.assign(n_ * n_, 0);
  Vector rows(kBlockRows * n_);
  const auto accumulate = [&](std::size_t count, Out target) {
    const Out block(rows.data(), count * n_);
    solve_rows(n_, L_, count, block);
    accumulate_gram(n_, count, block, target);
  };
  const std::size_t m = problem_.residual_count();
  for (std::size_t first = 0; first < m; first += kBlockRows) {
    const std::size_t count = std::min(kBlockRows, m - first);
    problem_.jacobian_rows(theta_, first, count, Out(rows.data(), count * n_));
    accumulate(count, M_);
  }
  smooth_ = problem_.smooth_term(theta_);
  for (std::size_t first = 0; first < smooth_.curvature.size(); first += kBlockRows * n_) {
    const In part = In(smooth_.curvature).subspan(first, std::min(kBlockRows * n_, smooth_.curvature.size() - first));
    copy(part, rows);
    accumulate(part.size() / n_, M_);
  }
  for (std::size_t first = 0; first < n_; first += kBlockRows) {
    const std::size_t count = std::min(kBlockRows, n_ - first);
    std::fill(rows.begin(), rows.end(), 0.0);
    for (std::size_t i = 0; i < count; ++i) rows[i * n_ + first + i] = 1;
    accumulate(count, N_);
  }
}

void DampedSystem::solve(Out b) const {
  if (through_jacobian_) solve_lower(n_, L_, b);
  solve_lower(n_, factor_, b);
  solve_lower_transposed(n_, factor_, b);
  if (through_jacobian_) solve_lower_transposed(n_, L_, b);
}

void DampedSystem::step(Out d, Work& work) {
  copy(g_, d);
  scale(d, -1);
  solve(d);
  if (!through_jacobian_) return;
  for (int i = 0; i < 2; ++i) refine(d, work);
}

void DampedSystem::refine(Out d, Work& work) {
  Vector t(problem_.residual_count()), w(n_);
  problem_.apply(theta_, d, t);
  add_scaled(t, 1, residuals(work));
  problem_.apply_transposed(theta_, t, w);
  work.products += 2;
  add_scaled(w, lambda_, d);
  if (!smooth_.gradient.empty()) add_scaled(w, 0.5, smooth_.gradient);
  for (std::size_t k = 0; k < smooth_.curvature.size(); k += n_) {
    const In row = In(smooth_.curvature).subspan(k, n_);
    add_scaled(w, dot(row, d), row);
  }
  solve(w);
  add_scaled(d, -1, w);
}

}  // namespace ansatz::optimise
