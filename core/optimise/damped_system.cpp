#include "optimise/damped_system.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "ansatz/autodiff/error.hpp"
#include "optimise/dense.hpp"

namespace ansatz::optimise {
namespace {

constexpr double machine_epsilon = std::numeric_limits<double>::epsilon();
constexpr double shift_factor = 4;  // times the resolution: enough, nearly always, for what rounding makes of G
constexpr std::size_t most_parameters = 20000;  // two matrices of 3.2 GB

constexpr std::size_t rows_of_part = 32;

}  // namespace

DampedSystem::DampedSystem(LeastSquares& problem)
    : problem_(problem), team_(problem.team()), n_(problem.size()), g_(n_) {
  if (n_ > most_parameters)
    throw UserError(
        fmt::format("lm: {} parameters are too many for normal equations, which would take {} GB; use lbfgs or "
                    "newton_cg",
                    n_, n_ * n_ * 2 * sizeof(double) / 1000000000));
}

void DampedSystem::assemble(In theta, Cost& cost) {
  G_.resize(n_ * n_);
  factor_.resize(n_ * n_);
  theta_ = theta;
  r_.clear();
  orthogonalised_ = false;
  problem_.normal_equations(theta, G_, g_);
  ++cost.normal_equations;
  double trace = 0;
  for (std::size_t i = 0; i < n_; ++i) trace += G_[i * n_ + i];
  resolution_ = machine_epsilon * trace;
}

double DampedSystem::largest_diagonal() const {
  double m = 0;
  for (std::size_t i = 0; i < n_; ++i) m = std::max(m, orthogonalised_ ? diagonal_of_G_[i] : G_[i * n_ + i]);
  return m;
}

In DampedSystem::residuals(Cost& cost) {
  if (r_.empty()) {
    r_.resize(problem_.residual_count());
    problem_.residuals(theta_, r_);
    ++cost.values;
  }
  return r_;
}

bool DampedSystem::factor(double lambda, bool through_jacobian, Cost& cost) {
  lambda_ = lambda;
  through_jacobian_ = through_jacobian;
  if (through_jacobian && !orthogonalised_) orthogonalise(cost);
  const double t = lambda / shift_;
  if (through_jacobian)
    combine_put(factor_, 1 - t, factor_, diagonal_of_M_, t);
  else if (orthogonalised_)
    combine_put(factor_, 1, G_, diagonal_of_G_, lambda);
  else
    combine(1, G_, lambda);
  ++cost.factorisations;
  return cholesky(n_, factor_, team_);
}

void DampedSystem::combine(double scale, In A, double shift) {
  team_((n_ + rows_of_part - 1) / rows_of_part, [&](std::size_t part) {
    for (std::size_t i = part * rows_of_part; i < std::min(n_, (part + 1) * rows_of_part); ++i) {
      for (std::size_t j = i; j < n_; ++j) factor_[i * n_ + j] = scale * A[i * n_ + j];
      factor_[i * n_ + i] += shift;
    }
  });
}

void DampedSystem::combine_put(Out into, double scale, In A, In diagonal, double shift) const {
  team_((n_ + rows_of_part - 1) / rows_of_part, [&](std::size_t part) {
    const std::size_t first = part * rows_of_part, end = std::min(n_, first + rows_of_part);
    for (std::size_t j = first; j < n_; ++j)
      for (std::size_t i = first; i < std::min(end, j); ++i) into[i * n_ + j] = scale * A[j * n_ + i];
    for (std::size_t i = first; i < end; ++i) into[i * n_ + i] = scale * diagonal[i] + shift;
  });
}

void DampedSystem::put_below(Out A, Vector& diagonal) const {
  diagonal.resize(n_);
  team_((n_ + rows_of_part - 1) / rows_of_part, [&](std::size_t part) {
    const std::size_t first = part * rows_of_part, end = std::min(n_, first + rows_of_part);
    for (std::size_t j = first; j < n_; ++j)
      for (std::size_t i = first; i < std::min(end, j); ++i) A[j * n_ + i] = A[i * n_ + j];
    for (std::size_t i = first; i < end; ++i) diagonal[i] = A[i * n_ + i];
  });
}

void DampedSystem::factor_shifted(Cost& cost) {
  for (shift_ = shift_factor * resolution_;; shift_ *= 10) {
    if (!(shift_ < std::numeric_limits<double>::infinity()))
      throw InternalFault("normal equations with entries that are not finite reached their factorisation");
    combine_put(G_, 1, G_, diagonal_of_G_, shift_);
    ++cost.factorisations;
    if (cholesky(n_, G_, team_)) break;
  }
}

void DampedSystem::orthogonalise(Cost& cost) {
  put_below(G_, diagonal_of_G_);
  factor_shifted(cost);
  std::fill(factor_.begin(), factor_.end(), 0.0);
  const auto accumulate = [&](std::size_t count, Out columns) {
    solve_transposed(n_, G_, count, columns, team_);
    accumulate_gram_of_columns(n_, count, columns, factor_, team_);
  };
  problem_.for_each_block(theta_, accumulate);
  smooth_ = problem_.smooth_term(theta_);
  for (std::size_t k = 0; k < smooth_.curvature.size(); k += n_) {
    Vector row(n_);
    copy(In(smooth_.curvature).subspan(k, n_), row);
    accumulate(1, row);
  }
  put_below(factor_, diagonal_of_M_);
  orthogonalised_ = true;
}

void DampedSystem::solve(Out b) const {
  if (through_jacobian_) solve_transposed(n_, G_, b);
  solve_transposed(n_, factor_, b);
  optimise::solve(n_, factor_, b);
  if (through_jacobian_) optimise::solve(n_, G_, b);
}

void DampedSystem::step(Out d, Cost& cost) {
  copy(g_, d);
  scale(d, -1);
  solve(d);
  if (!through_jacobian_) return;
  for (int i = 0; i < 2; ++i) refine(d, cost);
}

void DampedSystem::refine(Out d, Cost& cost) {
  Vector t(problem_.residual_count()), w(n_);
  problem_.apply(theta_, d, t);
  add_scaled(t, 1, residuals(cost));
  problem_.apply_transposed(theta_, t, w);
  cost.products += 2;
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
