// The dense kernels against Eigen, over sizes around every block boundary.
#include <doctest/doctest.h>

#include "ansatz/autodiff/program.hpp"
#include "core/optimise_problems.hpp"
#include "optimise/dense.hpp"
#include "optimise/inverse_hessian.hpp"

using namespace ansatz::optimise;
using ansatz::testing::eigen;

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

RowMajor random_matrix(std::size_t rows, std::size_t columns) {
  std::mt19937_64 random(rows * 1000 + columns);
  std::uniform_real_distribution<double> uniform(-1, 1);
  return RowMajor::NullaryExpr(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns),
                               [&] { return uniform(random); });
}

Out span(RowMajor& a) { return {a.data(), static_cast<std::size_t>(a.size())}; }

constexpr std::size_t tested_sizes[] = {1, 2, 5, 15, 16, 17, 31, 33, 64, 100, 129, 257, 530};

}  // namespace

TEST_CASE("the Gram matrix agrees with Eigen in its upper triangle and leaves the lower alone") {
  for (const std::size_t n : tested_sizes) {
    for (const std::size_t count : {1, 7, 64, 700}) {
      CAPTURE(n);
      CAPTURE(count);
      RowMajor rows = random_matrix(count, n), G = random_matrix(n, n), columns = rows.transpose(), H = G;
      const RowMajor before = G, expected = before + RowMajor(rows.transpose() * rows);
      accumulate_gram(n, count, span(rows), span(G), alone);
      accumulate_gram_of_columns(n, count, span(columns), span(H), alone);
      CHECK((G - expected).triangularView<Eigen::Upper>().toDenseMatrix().cwiseAbs().maxCoeff() < 1e-12);
      CHECK(RowMajor(G.triangularView<Eigen::StrictlyLower>()) ==
            RowMajor(before.triangularView<Eigen::StrictlyLower>()));
      CHECK(G == H);
    }
  }
}

TEST_CASE("products of columns with a vector are added to what is there, on any number of threads the same") {
  ansatz::ad::Workers workers(3);
  for (const std::size_t n : tested_sizes) {
    CAPTURE(n);
    constexpr std::size_t count = 7;
    RowMajor columns = random_matrix(n, count);
    Vector r(count), g(n, 0.5);
    for (std::size_t l = 0; l < count; ++l) r[l] = std::cos(static_cast<double>(l));
    Vector h = g;
    accumulate_products_of_columns(count, span(columns), r, g, alone);
    const Team team = [&](std::size_t parts, const auto& part) { workers.for_each(parts, part); };
    accumulate_products_of_columns(count, span(columns), r, h, team);
    const Eigen::VectorXd expected = columns * eigen(r);
    CHECK((eigen(g).array() - 0.5 - expected.array()).abs().maxCoeff() < 1e-14);
    CHECK(g == h);
  }
}

TEST_CASE("Cholesky, triangular solves and solves of many columns reproduce what they factor") {
  for (const std::size_t n : tested_sizes) {
    CAPTURE(n);
    const auto size = static_cast<Eigen::Index>(n);
    const RowMajor B = random_matrix(n, n);
    const RowMajor A = B * B.transpose() + RowMajor(RowMajor::Identity(size, size) * static_cast<double>(n));
    RowMajor R = A;
    R.triangularView<Eigen::StrictlyLower>().setConstant(NAN);  // never read
    REQUIRE(cholesky(n, span(R), alone));
    for (Eigen::Index i = 0; i < size; ++i)
      for (Eigen::Index j = 0; j < i; ++j) REQUIRE(std::isnan(R(i, j)));  // nor written
    const RowMajor upper = R.triangularView<Eigen::Upper>();
    CHECK((upper.transpose() * upper - A).cwiseAbs().maxCoeff() < 1e-12 * static_cast<double>(n));

    Vector b(n, 1.0), product(n);
    multiply_symmetric(n, span(R = A), b, product);
    CHECK((eigen(product) - A * eigen(b)).cwiseAbs().maxCoeff() < 1e-12 * static_cast<double>(n));
    R = upper;
    solve_transposed(n, span(R), b);
    solve(n, span(R), b);
    CHECK((A * eigen(b) - Eigen::VectorXd::Ones(size)).cwiseAbs().maxCoeff() < 1e-11);

    const RowMajor X = random_matrix(n, 37);
    RowMajor solved = X;
    solve_transposed(n, span(R), 37, span(solved), alone);
    CHECK((upper.transpose() * solved - X).cwiseAbs().maxCoeff() < 1e-11);
  }
}

TEST_CASE("the algebra gives the same bits on any number of threads") {
  const std::size_t n = 530;
  RowMajor rows = random_matrix(700, n), G[3], R[3], X[3];
  const RowMajor Y = random_matrix(n, 61);
  Vector packed[3], y[3], z[3];
  const int counts[] = {1, 2, 7};
  for (int k = 0; k < 3; ++k) {
    ansatz::ad::Workers workers(counts[k]);
    const Team team = [&](std::size_t parts, const auto& part) { workers.for_each(parts, part); };
    G[k] = RowMajor::Identity(n, n);
    accumulate_gram(n, 700, span(rows), span(G[k]), team);
    R[k] = G[k];
    REQUIRE(cholesky(n, span(R[k]), team));
    X[k] = Y;
    solve_transposed(n, span(R[k]), 61, span(X[k]), team);
    packed[k].assign(n * (n + 1) / 2, 0.3);
    y[k].resize(n);
    z[k].resize(n);
    const In u = In(rows.data(), n), x = In(rows.data() + n, n);
    update_and_multiply(n, packed[k], 0.7, {u, u}, {x, x}, {u, y[k]}, {x, z[k]}, team);
    CHECK(G[k] == G[0]);
    CHECK(R[k] == R[0]);
    CHECK(X[k] == X[0]);
    CHECK(packed[k] == packed[0]);
    CHECK(y[k] == y[0]);
    CHECK(z[k] == z[0]);
  }
}

TEST_CASE("Cholesky refuses matrices that are not positive definite or not finite") {
  for (const std::size_t n : {3, 40}) {
    RowMajor singular = RowMajor::Ones(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
    CHECK_FALSE(cholesky(n, span(singular), alone));
    RowMajor nan = RowMajor::Identity(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
    nan(1, 2) = NAN;
    CHECK_FALSE(cholesky(n, span(nan), alone));
  }
}

TEST_CASE("the sweep updates a packed symmetric matrix and multiplies with the updated one") {
  for (const std::size_t n : tested_sizes) {
    CAPTURE(n);
    const auto size = static_cast<Eigen::Index>(n);
    RowMajor H = random_matrix(n, n);
    H = RowMajor(H + RowMajor(H.transpose()));
    Vector packed;
    for (Eigen::Index i = 0; i < size; ++i)
      for (Eigen::Index j = 0; j <= i; ++j) packed.push_back(H(i, j));
    const RowMajor v = random_matrix(4, n);
    const Eigen::VectorXd u = v.row(0), s = v.row(1), x1 = v.row(2), x2 = v.row(3);
    const Eigen::VectorXd p = 2 * u - 3 * s, q = -3 * u + 0.5 * s;
    const RowMajor expected = 0.7 * H + u * p.transpose() + s * q.transpose();
    const Vector u_ = ansatz::testing::plain(u), s_ = ansatz::testing::plain(s), p_ = ansatz::testing::plain(p),
                 q_ = ansatz::testing::plain(q), x1_ = ansatz::testing::plain(x1), x2_ = ansatz::testing::plain(x2);
    Vector y1(n), y2(n);
    update_and_multiply(n, packed, 0.7, {u_, p_}, {s_, q_}, {x1_, y1}, {x2_, y2}, alone);
    std::size_t k = 0;
    double worst = 0;
    for (Eigen::Index i = 0; i < size; ++i)
      for (Eigen::Index j = 0; j <= i; ++j) worst = std::max(worst, std::abs(packed[k++] - expected(i, j)));
    CHECK(worst < 1e-13);
    CHECK((eigen(y1) - expected * x1).cwiseAbs().maxCoeff() < 1e-11);
    CHECK((eigen(y2) - expected * x2).cwiseAbs().maxCoeff() < 1e-11);
  }
}
