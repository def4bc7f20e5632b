// The dense kernels against Eigen, over sizes around every block boundary.
#include <doctest/doctest.h>

#include <chrono>

#include "core/optimise_problems.hpp"
#include "optimise/dense.hpp"

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

constexpr std::size_t kSizes[] = {1, 2, 5, 15, 16, 17, 31, 33, 64, 100, 129, 257, 530};

}  // namespace

TEST_CASE("the Gram matrix of rows agrees with Eigen in its lower triangle and leaves the upper alone") {
  for (const std::size_t n : kSizes) {
    for (const std::size_t count : {1, 7, 64, 300}) {
      CAPTURE(n);
      CAPTURE(count);
      RowMajor rows = random_matrix(count, n), G = random_matrix(n, n);
      const RowMajor before = G;
      accumulate_gram(n, count, span(rows), span(G));
      const RowMajor expected = before + RowMajor(rows.transpose() * rows);
      CHECK((G - expected).triangularView<Eigen::Lower>().toDenseMatrix().cwiseAbs().maxCoeff() < 1e-12);
      CHECK(RowMajor(G.triangularView<Eigen::StrictlyUpper>()) ==
            RowMajor(before.triangularView<Eigen::StrictlyUpper>()));
    }
  }
}

TEST_CASE("Cholesky, triangular solves and solves of rows reproduce what they factor") {
  for (const std::size_t n : kSizes) {
    CAPTURE(n);
    const auto size = static_cast<Eigen::Index>(n);
    const RowMajor B = random_matrix(n, n);
    const RowMajor A = B * B.transpose() + RowMajor(RowMajor::Identity(size, size) * static_cast<double>(n));
    RowMajor L = A;
    REQUIRE(cholesky(n, span(L)));
    const RowMajor lower = L.triangularView<Eigen::Lower>();
    CHECK((lower * lower.transpose() - A).cwiseAbs().maxCoeff() < 1e-12 * static_cast<double>(n));

    Vector b(n, 1.0);
    solve_lower(n, span(L), b);
    solve_lower_transposed(n, span(L), b);
    CHECK((A * eigen(b) - Eigen::VectorXd::Ones(size)).cwiseAbs().maxCoeff() < 1e-11);

    const RowMajor X = random_matrix(37, n);
    RowMajor solved = X;
    solve_rows(n, span(L), 37, span(solved));
    CHECK((solved * lower.transpose() - X).cwiseAbs().maxCoeff() < 1e-11);
  }
}

TEST_CASE("Cholesky refuses matrices that are not positive definite or not finite") {
  for (const std::size_t n : {3, 40}) {
    RowMajor singular = RowMajor::Ones(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
    CHECK_FALSE(cholesky(n, span(singular)));
    RowMajor nan = RowMajor::Identity(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
    nan(2, 1) = NAN;
    CHECK_FALSE(cholesky(n, span(nan)));
  }
}

TEST_CASE("the sweep updates a packed symmetric matrix and multiplies with the updated one") {
  for (const std::size_t n : kSizes) {
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
    update_and_multiply(n, packed, 0.7, {u_, p_}, {s_, q_}, {x1_, y1}, {x2_, y2});
    std::size_t k = 0;
    double worst = 0;
    for (Eigen::Index i = 0; i < size; ++i)
      for (Eigen::Index j = 0; j <= i; ++j) worst = std::max(worst, std::abs(packed[k++] - expected(i, j)));
    CHECK(worst < 1e-13);
    CHECK((eigen(y1) - expected * x1).cwiseAbs().maxCoeff() < 1e-11);
    CHECK((eigen(y2) - expected * x2).cwiseAbs().maxCoeff() < 1e-11);
  }
}

TEST_CASE("speed of the dense kernels" * doctest::test_suite("long")) {
  const std::size_t n = 2300;
  const auto seconds = [](auto&& f) {
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
      const auto start = std::chrono::steady_clock::now();
      f();
      best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
  };
  RowMajor rows = random_matrix(2048, n), G = RowMajor::Identity(n, n);
  const double gram = seconds([&] { accumulate_gram(n, 2048, span(rows), span(G)); });
  MESSAGE("gram of 2048 rows: " << gram << " s, " << 2048.0 * n * n / gram * 1e-9 << " Gflop/s");
  RowMajor L;
  MESSAGE("cholesky: " << seconds([&] {
            L = G;
            cholesky(n, span(L));
          }));
  MESSAGE("Eigen LLT: " << seconds([&] { Eigen::LLT<Eigen::MatrixXd> llt(G); }));
  MESSAGE("solve_rows, 512: " << seconds([&] { solve_rows(n, span(L), 512, Out(rows.data(), 512 * n)); }));
  Vector packed(n * (n + 1) / 2, 1e-3), u(n, 1e-5), x(n, 1.0), y(n), z(n);
  MESSAGE("sweep: " << seconds([&] { update_and_multiply(n, packed, 1.0, {u, u}, {u, u}, {x, y}, {x, z}); }));
  Vector b(n, 1.0);
  MESSAGE("two triangular solves: " << seconds([&] {
            solve_lower(n, span(L), b);
            solve_lower_transposed(n, span(L), b);
          }));
}
