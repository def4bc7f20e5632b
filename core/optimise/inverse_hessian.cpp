#include "optimise/inverse_hessian.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

// Kernels below keep vectors in arrays, which sizeless vector types do not allow.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "optimise/inverse_hessian.cpp"
#include <hwy/foreach_target.h>
// clang-format off: foreach_target.h must come first
#include <hwy/highway.h>
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace ansatz::optimise {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr hn::ScalableTag<double> d;
using V = hn::Vec<decltype(d)>;

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

/// Rows [first, last), which add what they know of the products to p.y and q.y.
void Sweep(std::size_t first, std::size_t last, double* H, double scale, const Outer& a, const Outer& b,
           const Product& p, const Product& q) {
  std::size_t i = first;
  for (; i + 4 <= last; i += 4) sweep_rows<4>(i, H, scale, a, b, p, q);
  for (; i < last; ++i) sweep_rows<1>(i, H, scale, a, b, p, q);
}

}  // namespace HWY_NAMESPACE
}  // namespace ansatz::optimise
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ansatz::optimise {
HWY_EXPORT(Sweep);

namespace {

constexpr std::size_t triangle_parts = 16;  // of the triangle, equal in area; their sums are added in order

std::size_t first_row(std::size_t part, std::size_t n) {
  return static_cast<std::size_t>(static_cast<double>(n) * std::sqrt(static_cast<double>(part) / triangle_parts));
}

}  // namespace

void update_and_multiply(std::size_t n, Out packed, double scale, Outer a, Outer b, Product p, Product q,
                         const Team& team) {
  std::vector<Vector> sums(2 * triangle_parts);
  team(triangle_parts, [&](std::size_t part) {
    const std::size_t first = first_row(part, n), last = first_row(part + 1, n);
    Vector &py = sums[2 * part], &qy = sums[2 * part + 1];
    py.assign(last, 0.0);
    qy.assign(last, 0.0);
    HWY_DYNAMIC_DISPATCH(Sweep)(first, last, packed.data(), scale, a, b, {p.x, py}, {q.x, qy});
  });
  std::fill(p.y.begin(), p.y.end(), 0.0);
  std::fill(q.y.begin(), q.y.end(), 0.0);
  for (std::size_t part = 0; part < triangle_parts; ++part) {
    add_scaled(p.y.first(sums[2 * part].size()), 1, sums[2 * part]);
    add_scaled(q.y.first(sums[2 * part].size()), 1, sums[2 * part + 1]);
  }
}

}  // namespace ansatz::optimise
#endif
