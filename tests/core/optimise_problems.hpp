// Functions with known minima, for the tests of the optimisers. They share nothing with the engine: residuals and
// Jacobians are written out by hand, with Eigen.
//
// Numbers in brackets: More, Garbow, Hillstrom, Testing unconstrained optimization software, TOMS 7, 1981.
#pragma once

#include <Eigen/Dense>
#include <cmath>
#include <functional>
#include <random>

#include "ansatz/core/optimise/objective.hpp"

namespace ansatz::testing {

using optimise::In;
using optimise::Out;
using optimise::Vector;

inline Eigen::Map<const Eigen::VectorXd> eigen(In a) { return {a.data(), static_cast<Eigen::Index>(a.size())}; }
inline Vector plain(const Eigen::VectorXd& a) { return {a.data(), a.data() + a.size()}; }
inline double distance(In a, In b) { return (eigen(a) - eigen(b)).norm(); }

/// A sum of squares from two functions, which counts how often it is evaluated.
struct Squares : optimise::LeastSquares {
  using Residual = std::function<Eigen::VectorXd(const Eigen::VectorXd&)>;
  using Jacobian = std::function<Eigen::MatrixXd(const Eigen::VectorXd&)>;

  Squares(std::size_t parameters, std::size_t rows, Residual f, Jacobian df)
      : n(parameters), m(rows), residual(std::move(f)), jacobian(std::move(df)) {}

  std::size_t size() const override { return n; }
  std::size_t residual_count() const override { return m; }
  void residuals(In theta, Out r) override {
    const Eigen::VectorXd f = residual(eigen(theta));
    std::copy(f.data(), f.data() + m, r.begin());
  }
  void jacobian_rows(In theta, std::size_t first, std::size_t count, Out rows) override {
    const Eigen::MatrixXd J = jacobian(eigen(theta));
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < n; ++j)
        rows[i * n + j] = J(static_cast<Eigen::Index>(first + i), static_cast<Eigen::Index>(j));
  }
  double value(In theta) override {
    ++values;
    return LeastSquares::value(theta);
  }
  double value_and_gradient(In theta, Out gradient) override {
    ++gradients;
    return LeastSquares::value_and_gradient(theta, gradient);
  }
  double normal_equations(In theta, Out G, Out g) override {
    ++normals;
    return LeastSquares::normal_equations(theta, G, g);
  }

  std::size_t n, m;
  Residual residual;
  Jacobian jacobian;
  std::size_t values = 0, gradients = 0, normals = 0;
};

struct Case {
  const char* name;
  Squares problem;
  Vector start;
  Vector minimum;  // empty: not unique
};

/// [21] Extended Rosenbrock: minimum 0 at (1, ..., 1).
inline Case rosenbrock(std::size_t n) {
  const auto half = static_cast<Eigen::Index>(n / 2);
  Case c{"extended Rosenbrock",
         {n, n,
          [half](const Eigen::VectorXd& x) {
            Eigen::VectorXd r(2 * half);
            for (Eigen::Index i = 0; i < half; ++i) {
              r[2 * i] = 10 * (x[2 * i + 1] - x[2 * i] * x[2 * i]);
              r[2 * i + 1] = 1 - x[2 * i];
            }
            return r;
          },
          [half](const Eigen::VectorXd& x) {
            Eigen::MatrixXd J = Eigen::MatrixXd::Zero(2 * half, 2 * half);
            for (Eigen::Index i = 0; i < half; ++i) {
              J(2 * i, 2 * i) = -20 * x[2 * i];
              J(2 * i, 2 * i + 1) = 10;
              J(2 * i + 1, 2 * i) = -1;
            }
            return J;
          }},
         Vector(n, 1.0),
         Vector(n, 1.0)};
  for (std::size_t i = 0; i < n; i += 2) c.start[i] = -1.2 - 0.01 * static_cast<double>(i);
  return c;
}

/// [13] Powell's singular function: minimum 0 at the origin, where the Jacobian has rank 2.
inline Case powell_singular() {
  return {"Powell singular",
          {4, 4,
           [](const Eigen::VectorXd& x) {
             Eigen::VectorXd r(4);
             r << x[0] + 10 * x[1], std::sqrt(5.0) * (x[2] - x[3]), std::pow(x[1] - 2 * x[2], 2),
                 std::sqrt(10.0) * std::pow(x[0] - x[3], 2);
             return r;
           },
           [](const Eigen::VectorXd& x) {
             Eigen::MatrixXd J = Eigen::MatrixXd::Zero(4, 4);
             J(0, 0) = 1, J(0, 1) = 10;
             J(1, 2) = std::sqrt(5.0), J(1, 3) = -std::sqrt(5.0);
             J(2, 1) = 2 * (x[1] - 2 * x[2]), J(2, 2) = -2 * J(2, 1);
             J(3, 0) = 2 * std::sqrt(10.0) * (x[0] - x[3]), J(3, 3) = -J(3, 0);
             return J;
           }},
          {3, -1, 0, 1},
          {0, 0, 0, 0}};
}

/// [4] Brown badly scaled: minimum 0 at (1e6, 2e-6).
inline Case brown_badly_scaled() {
  return {"Brown badly scaled",
          {2, 3, [](const Eigen::VectorXd& x) { return Eigen::Vector3d(x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2); },
           [](const Eigen::VectorXd& x) {
             Eigen::MatrixXd J(3, 2);
             J << 1, 0, 0, 1, x[1], x[0];
             return J;
           }},
          {1, 1},
          {1e6, 2e-6}};
}

/// |A x - b|^2 with singular values of A spread from 1 down to 1 / sqrt(condition), and b in the range of A.
inline Case quadratic(std::size_t n, double condition) {
  const auto size = static_cast<Eigen::Index>(n);
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal;
  const Eigen::MatrixXd noise = Eigen::MatrixXd::NullaryExpr(size, size, [&] { return normal(random); });
  const Eigen::MatrixXd U = noise.householderQr().householderQ();
  const Eigen::MatrixXd V = (noise * U).householderQr().householderQ();
  Eigen::VectorXd sigma(size);
  for (Eigen::Index i = 0; i < size; ++i)
    sigma[i] = std::pow(condition, -0.5 * static_cast<double>(i) / static_cast<double>(size - 1));
  const Eigen::MatrixXd A = U * sigma.asDiagonal() * V.transpose();
  const Eigen::VectorXd b = A * Eigen::VectorXd::Ones(size);
  return {"ill-conditioned quadratic",
          {n, n, [A, b](const Eigen::VectorXd& x) -> Eigen::VectorXd { return A * x - b; },
           [A](const Eigen::VectorXd&) { return A; }},
          Vector(n, 0.0),
          Vector(n, 1.0)};
}

/// Regression of sin(3 x) on [-1, 1] by c + sum_k a_k tanh(w_k x + b_k), `points` points, residuals scaled by
/// 1 / sqrt(points). Parameters: a, w, b (each `width`), c.
inline Case tanh_network(std::size_t width, std::size_t points) {
  const auto h = static_cast<Eigen::Index>(width), m = static_cast<Eigen::Index>(points);
  const Eigen::VectorXd x = Eigen::VectorXd::LinSpaced(m, -1, 1);
  const double factor = 1 / std::sqrt(static_cast<double>(points));
  Case c{"tanh network",
         {3 * width + 1, points,
          [=](const Eigen::VectorXd& p) -> Eigen::VectorXd {
            Eigen::VectorXd r = Eigen::VectorXd::Constant(m, p[3 * h]) - (3 * x.array()).sin().matrix();
            for (Eigen::Index k = 0; k < h; ++k) r += p[k] * (p[h + k] * x.array() + p[2 * h + k]).tanh().matrix();
            return factor * r;
          },
          [=](const Eigen::VectorXd& p) {
            Eigen::MatrixXd J(m, 3 * h + 1);
            for (Eigen::Index k = 0; k < h; ++k) {
              const Eigen::ArrayXd t = (p[h + k] * x.array() + p[2 * h + k]).tanh();
              J.col(k) = t;
              J.col(h + k) = p[k] * (1 - t.square()) * x.array();
              J.col(2 * h + k) = p[k] * (1 - t.square());
            }
            J.col(3 * h).setOnes();
            return Eigen::MatrixXd(factor * J);
          }},
         Vector(3 * width + 1),
         {}};
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal(0, 1);
  for (double& p : c.start) p = normal(random);
  return c;
}

}  // namespace ansatz::testing
