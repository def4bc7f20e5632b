#include "optimise/dense.hpp"

#include <algorithm>
#include <cmath>

// Kernels below keep vectors in arrays, which sizeless vector types do not allow.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "optimise/dense.cpp"
#include <hwy/foreach_target.h>
// clang-format off: foreach_target.h must come first
#include <hwy/highway.h>
// clang-format on

#ifndef ANSATZ_OPTIMISE_DENSE_ONCE
#define ANSATZ_OPTIMISE_DENSE_ONCE
namespace ansatz::optimise {

/// Element (i, l) is at data[i * row + l * column].
struct Strided {
  const double* data;
  std::size_t row, column;
};

/// C (m x n, rows `stride` apart) += sign A B^T with A: m x k, B: n x k. With `lower` only entries j <= i.
struct ProductTask {
  std::size_t m, n, k;
  Strided a, b;
  double* c;
  std::size_t stride;
  double sign;
  bool lower;
};

}  // namespace ansatz::optimise
#endif

HWY_BEFORE_NAMESPACE();
namespace ansatz::optimise {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr hn::ScalableTag<double> d;
using V = hn::Vec<decltype(d)>;

// The register tile: 5 x 4 vectors where there are 32 registers, 5 x 2 where there are 16.
constexpr std::size_t kRows = 5;
constexpr std::size_t kVectors = HWY_TARGET <= HWY_AVX3 ? 4 : 2;
constexpr std::size_t kDepth = 256;      // k cut so that a panel of B stays in L1
constexpr std::size_t kBlockRows = 100;  // a block of A stays in L2
constexpr std::size_t kBlockColumns = 512;

/// Packs `count` <= width rows from `first` on, columns [k0, k0 + k), interleaved; missing rows are zero.
void pack(const Strided& from, std::size_t first, std::size_t count, std::size_t width, std::size_t k0, std::size_t k,
          double sign, double* to) {
  for (std::size_t l = 0; l < k; ++l) {
    const double* source = from.data + first * from.row + (k0 + l) * from.column;
    for (std::size_t i = 0; i < count; ++i) to[l * width + i] = sign * source[i * from.row];
    for (std::size_t i = count; i < width; ++i) to[l * width + i] = 0;
  }
}

/// tile (kRows x kVectors * lanes) = a b^T over k packed columns.
HWY_INLINE void tile_product(std::size_t k, const double* HWY_RESTRICT a, const double* HWY_RESTRICT b,
                             double* HWY_RESTRICT tile) {
  const std::size_t lanes = hn::Lanes(d);
  V sum[kRows][kVectors];
  for (auto& row : sum)
    for (auto& s : row) s = hn::Zero(d);
  for (std::size_t l = 0; l < k; ++l) {
    V right[kVectors];
    for (std::size_t v = 0; v < kVectors; ++v) right[v] = hn::LoadU(d, b + v * lanes);
    for (std::size_t i = 0; i < kRows; ++i) {
      const V left = hn::Set(d, a[i]);
      for (std::size_t v = 0; v < kVectors; ++v) sum[i][v] = hn::MulAdd(left, right[v], sum[i][v]);
    }
    a += kRows;
    b += kVectors * lanes;
  }
  for (std::size_t i = 0; i < kRows; ++i)
    for (std::size_t v = 0; v < kVectors; ++v) hn::StoreU(sum[i][v], d, tile + (i * kVectors + v) * lanes);
}

void Multiply(const ProductTask& t) {
  const std::size_t columns = kVectors * hn::Lanes(d);
  const auto panels = [](std::size_t count, std::size_t width) { return (count + width - 1) / width; };
  Vector packed_a(std::min(panels(t.m, kRows), panels(kBlockRows, kRows)) * kRows * std::min(t.k, kDepth));
  Vector packed_b(std::min(panels(t.n, columns), panels(kBlockColumns, columns)) * columns * std::min(t.k, kDepth));
  Vector tile(kRows * columns);
  for (std::size_t j0 = 0; j0 < t.n; j0 += kBlockColumns) {
    const std::size_t nj = std::min(kBlockColumns, t.n - j0);
    for (std::size_t l0 = 0; l0 < t.k; l0 += kDepth) {
      const std::size_t k = std::min(kDepth, t.k - l0);
      for (std::size_t j = 0; j < nj; j += columns)
        pack(t.b, j0 + j, std::min(columns, nj - j), columns, l0, k, 1, packed_b.data() + j * k);
      for (std::size_t i0 = t.lower ? j0 / kBlockRows * kBlockRows : 0; i0 < t.m; i0 += kBlockRows) {
        const std::size_t mi = std::min(kBlockRows, t.m - i0);
        for (std::size_t i = 0; i < mi; i += kRows)
          pack(t.a, i0 + i, std::min(kRows, mi - i), kRows, l0, k, t.sign, packed_a.data() + i * k);
        for (std::size_t j = 0; j < nj; j += columns) {
          const std::size_t width = std::min(columns, nj - j);
          for (std::size_t i = 0; i < mi; i += kRows) {
            const std::size_t height = std::min(kRows, mi - i);
            if (t.lower && i0 + i + height <= j0 + j) continue;
            tile_product(k, packed_a.data() + i * k, packed_b.data() + j * k, tile.data());
            for (std::size_t r = 0; r < height; ++r) {
              const std::size_t row = i0 + i + r;
              const std::size_t end = t.lower ? std::min(width, row + 1 > j0 + j ? row + 1 - j0 - j : 0) : width;
              double* c = t.c + row * t.stride + j0 + j;
              for (std::size_t q = 0; q < end; ++q) c[q] += tile[r * columns + q];
            }
          }
        }
      }
    }
  }
}

/// Rows [i0, i0 + R) of the packed triangle, columns [0, i0): the part that lies left of these rows' own triangle.
template <std::size_t R>
HWY_INLINE void sweep_rows(std::size_t i0, double* HWY_RESTRICT H, double scale, const Outer& a, const Outer& b,
                           const Product& p, const Product& q) {
  const std::size_t lanes = hn::Lanes(d);
  double* row[R];
  V al[R], bl[R], px[R], qx[R], ps[R], qs[R];
  for (std::size_t r = 0; r < R; ++r) {
    const std::size_t i = i0 + r;
    row[r] = H + i * (i + 1) / 2;
    al[r] = hn::Set(d, a.left[i]);
    bl[r] = hn::Set(d, b.left[i]);
    px[r] = hn::Set(d, p.x[i]);
    qx[r] = hn::Set(d, q.x[i]);
    ps[r] = qs[r] = hn::Zero(d);
  }
  const V factor = hn::Set(d, scale);
  std::size_t j = 0;
  for (; j + lanes <= i0; j += lanes) {
    const V ar = hn::LoadU(d, a.right.data() + j), br = hn::LoadU(d, b.right.data() + j);
    const V pj = hn::LoadU(d, p.x.data() + j), qj = hn::LoadU(d, q.x.data() + j);
    V py = hn::LoadU(d, p.y.data() + j), qy = hn::LoadU(d, q.y.data() + j);
    for (std::size_t r = 0; r < R; ++r) {
      const V h = hn::MulAdd(al[r], ar, hn::MulAdd(bl[r], br, hn::Mul(factor, hn::LoadU(d, row[r] + j))));
      hn::StoreU(h, d, row[r] + j);
      py = hn::MulAdd(h, px[r], py);
      qy = hn::MulAdd(h, qx[r], qy);
      ps[r] = hn::MulAdd(h, pj, ps[r]);
      qs[r] = hn::MulAdd(h, qj, qs[r]);
    }
    hn::StoreU(py, d, p.y.data() + j);
    hn::StoreU(qy, d, q.y.data() + j);
  }
  for (std::size_t r = 0; r < R; ++r) {
    const std::size_t i = i0 + r;
    double sp = hn::GetLane(hn::SumOfLanes(d, ps[r])), sq = hn::GetLane(hn::SumOfLanes(d, qs[r]));
    for (std::size_t c = j; c <= i; ++c) {
      double& h = row[r][c];
      h = scale * h + a.left[i] * a.right[c] + b.left[i] * b.right[c];
      sp += h * p.x[c];
      sq += h * q.x[c];
      if (c == i) break;
      p.y[c] += h * p.x[i];
      q.y[c] += h * q.x[i];
    }
    p.y[i] += sp;
    q.y[i] += sq;
  }
}

void Sweep(std::size_t n, double* H, double scale, const Outer& a, const Outer& b, const Product& p, const Product& q) {
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) sweep_rows<4>(i, H, scale, a, b, p, q);
  for (; i < n; ++i) sweep_rows<1>(i, H, scale, a, b, p, q);
}

}  // namespace HWY_NAMESPACE
}  // namespace ansatz::optimise
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ansatz::optimise {
HWY_EXPORT(Multiply);
HWY_EXPORT(Sweep);

namespace {

constexpr std::size_t kBase = 16;  // below this size the recursions end

void multiply(const ProductTask& task) { HWY_DYNAMIC_DISPATCH(Multiply)(task); }

/// X (count rows, `xs` apart) <- X L^-T, with L of size n, rows `ls` apart: halves, joined by one product.
void solve_rows(std::size_t n, const double* L, std::size_t ls, std::size_t count, double* X, std::size_t xs) {
  if (n <= kBase) {
    for (std::size_t r = 0; r < count; ++r)
      for (std::size_t j = 0; j < n; ++j) {
        double sum = X[r * xs + j];
        for (std::size_t k = 0; k < j; ++k) sum -= X[r * xs + k] * L[j * ls + k];
        X[r * xs + j] = sum / L[j * ls + j];
      }
    return;
  }
  const std::size_t half = n / 2;
  solve_rows(half, L, ls, count, X, xs);
  multiply({count, n - half, half, {X, xs, 1}, {L + half * ls, ls, 1}, X + half, xs, -1, false});
  solve_rows(n - half, L + half * ls + half, ls, count, X + half, xs);
}

/// Recursive Cholesky (Gustavson 1997): all but the smallest blocks is matrix products.
bool cholesky(std::size_t n, double* A, std::size_t stride) {
  if (n <= kBase) {
    for (std::size_t j = 0; j < n; ++j) {
      double* row = A + j * stride;
      double pivot = row[j];
      for (std::size_t k = 0; k < j; ++k) pivot -= row[k] * row[k];
      if (!(pivot > 0) || !std::isfinite(pivot)) return false;
      row[j] = std::sqrt(pivot);
      for (std::size_t i = j + 1; i < n; ++i) {
        double sum = A[i * stride + j];
        for (std::size_t k = 0; k < j; ++k) sum -= A[i * stride + k] * row[k];
        A[i * stride + j] = sum / row[j];
      }
    }
    return true;
  }
  const std::size_t half = n / 2;
  double* below = A + half * stride;
  if (!cholesky(half, A, stride)) return false;
  solve_rows(half, A, stride, n - half, below, stride);
  multiply({n - half, n - half, half, {below, stride, 1}, {below, stride, 1}, below + half, stride, -1, true});
  return cholesky(n - half, below + half, stride);
}

}  // namespace

void accumulate_gram(std::size_t n, std::size_t count, In rows, Out G) {
  const Strided transposed{rows.data(), 1, n};
  multiply({n, n, count, transposed, transposed, G.data(), n, 1, true});
}

void accumulate_gram_rows(std::size_t n, std::size_t count, In columns, std::size_t first, std::size_t last, Out G) {
  const Strided left{columns.data() + first * count, count, 1}, right{columns.data(), count, 1};
  double* rows = G.data() + first * n;
  multiply({last - first, first, count, left, right, rows, n, 1, false});
  multiply({last - first, last - first, count, left, left, rows + first, n, 1, true});
}

bool cholesky(std::size_t n, Out A) { return cholesky(n, A.data(), n); }

void solve_lower(std::size_t n, In L, Out b) {
  for (std::size_t i = 0; i < n; ++i) b[i] = (b[i] - dot(L.subspan(i * n, i), b.first(i))) / L[i * n + i];
}

void solve_lower_transposed(std::size_t n, In L, Out b) {
  for (std::size_t i = n; i-- > 0;) {
    b[i] /= L[i * n + i];
    add_scaled(b.first(i), -b[i], L.subspan(i * n, i));
  }
}

void solve_rows(std::size_t n, In L, std::size_t count, Out X) { solve_rows(n, L.data(), n, count, X.data(), n); }

void update_and_multiply(std::size_t n, Out packed, double scale, Outer a, Outer b, Product p, Product q) {
  std::fill(p.y.begin(), p.y.end(), 0.0);
  std::fill(q.y.begin(), q.y.end(), 0.0);
  HWY_DYNAMIC_DISPATCH(Sweep)(n, packed.data(), scale, a, b, p, q);
}

}  // namespace ansatz::optimise
#endif
