#include "ansatz/core/optimise/objective.hpp"

#include <algorithm>

#include "optimise/dense.hpp"

namespace ansatz::optimise {
namespace {

constexpr std::size_t block_rows = 256;  // 4 MB for 2,000 parameters

/// Calls f(first, count, rows) for consecutive blocks of rows of J.
template <class F>
void for_each_block_of_rows(LeastSquares& problem, In theta, F&& f) {
  const std::size_t n = problem.size(), m = problem.residual_count();
  Vector rows(std::min(block_rows, m) * n);
  for (std::size_t first = 0; first < m; first += block_rows) {
    const std::size_t count = std::min(block_rows, m - first);
    const Out block(rows.data(), count * n);
    problem.jacobian_rows(theta, first, count, block);
    f(first, count, block);
  }
}

/// out += sum_i weights_i row_i.
void add_rows(Out out, In rows, In weights) {
  const std::size_t n = out.size();
  for (std::size_t i = 0; i < weights.size(); ++i) add_scaled(out, weights[i], rows.subspan(i * n, n));
}

}  // namespace

void LeastSquares::for_each_block(In theta, const std::function<void(std::size_t count, Out columns)>& f) {
  const std::size_t n = size();
  Vector columns;
  for_each_block_of_rows(*this, theta, [&](std::size_t, std::size_t count, In rows) {
    columns.resize(rows.size());
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < n; ++j) columns[j * count + i] = rows[i * n + j];
    f(count, columns);
  });
}

SmoothTerm LeastSquares::smooth_term(In) { return {}; }

double LeastSquares::normal_equations(In theta, Out G, Out g) {
  const std::size_t n = size();
  Vector r(residual_count());
  residuals(theta, r);
  std::fill(G.begin(), G.end(), 0.0);
  std::fill(g.begin(), g.end(), 0.0);
  for_each_block_of_rows(*this, theta, [&](std::size_t first, std::size_t count, In rows) {
    accumulate_gram(n, count, rows, G, team());
    add_rows(g, rows, In(r).subspan(first, count));
  });
  const SmoothTerm s = smooth_term(theta);
  if (!s.gradient.empty()) add_scaled(g, 0.5, s.gradient);
  if (!s.curvature.empty()) accumulate_gram(n, s.curvature.size() / n, s.curvature, G, team());
  return dot(r, r) + s.value;
}

void LeastSquares::apply(In theta, In v, Out out) {
  const std::size_t n = size();
  for_each_block_of_rows(*this, theta, [&](std::size_t first, std::size_t count, In rows) {
    for (std::size_t i = 0; i < count; ++i) out[first + i] = dot(rows.subspan(i * n, n), v);
  });
}

void LeastSquares::apply_transposed(In theta, In u, Out out) {
  std::fill(out.begin(), out.end(), 0.0);
  for_each_block_of_rows(*this, theta, [&](std::size_t first, std::size_t count, In rows) {
    add_rows(out, rows, u.subspan(first, count));
  });
}

void LeastSquares::second_directional(In theta, In v, Out out) {
  // As in geodesicLM, the program that Transtrum and Sethna published with their paper of 2012: its h2.
  constexpr double h = 0.1;
  Vector r(out.size()), Jv(out.size()), moved(theta.begin(), theta.end());
  add_scaled(moved, h, v);
  residuals(theta, r);
  apply(theta, v, Jv);
  residuals(moved, out);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = 2 / h * ((out[i] - r[i]) / h - Jv[i]);
}

double LeastSquares::value(In theta) {
  Vector r(residual_count());
  residuals(theta, r);
  return dot(r, r) + smooth_term(theta).value;
}

double LeastSquares::value_and_gradient(In theta, Out gradient) {
  Vector r(residual_count());
  residuals(theta, r);
  apply_transposed(theta, r, gradient);
  scale(gradient, 2);
  const SmoothTerm s = smooth_term(theta);
  if (!s.gradient.empty()) add_scaled(gradient, 1, s.gradient);
  return dot(r, r) + s.value;
}

}  // namespace ansatz::optimise
