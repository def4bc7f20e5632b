// Weight gradients as dot products along the points: vector lanes hold partial sums of one entry.
//
// A block of rows x cols entries of G has one accumulator vector each; 5 x 5 fits into 32 registers, 3 x 3 into 16. Its
// sums stand together, so that they are added as vectors: entry by entry, that took longer than adding up the lanes.
// Best where columns are few; the lanes are added up once a call.
//
// Included once per instruction set; the toggle is Highway's way of an include guard for such files.
#if defined(ANSATZ_OUTER_DOTS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ANSATZ_OUTER_DOTS_INL
#undef ANSATZ_OUTER_DOTS_INL
#else
#define ANSATZ_OUTER_DOTS_INL
#endif

#include <algorithm>
#include <cstddef>

#include "backend/cpu/kernels/horizontal-inl.hpp"
#include "backend/cpu/kernels/opaque-inl.hpp"
#include "backend/cpu/kernels/outer.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace dots {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t block = HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_NEON ? 5 : 3;

/// Where block b of `size` rows or columns begins; blocks differ by one at most.
struct Blocks {
  explicit Blocks(std::size_t n) : size(n), count((n + block - 1) / block) {}
  std::size_t begin(std::size_t b) const { return b * size / count; }
  std::size_t width(std::size_t b) const { return begin(b + 1) - begin(b); }
  std::size_t size, count;
};

/// target[i] += sum of the lanes of v[i], i < count.
template <std::size_t count, class D>
HWY_INLINE void add_lane_sums(D d, const hn::Vec<D>* v, double* target) {
  const hn::ScalableTag<double> wide;
  alignas(64) double sums[(count + 7) / 8 * 8];
  lane_sums<count>(d, v, sums);
  std::size_t i = 0;
  for (; i + hn::Lanes(wide) <= count; i += hn::Lanes(wide))
    hn::StoreU(hn::Add(hn::LoadU(wide, target + i), hn::Load(wide, sums + i)), wide, target + i);
  for (; i < count; ++i) target[i] += sums[i];
}

template <class D, bool listed, std::size_t rows, std::size_t cols, class T = hn::TFromD<D>>
HWY_NOINLINE void accumulate_block(D d, const OuterCall<T>& call, std::size_t row, std::size_t col, double* sums) {
  const std::size_t lanes = hn::Lanes(d);
  hn::Vec<D> sum[rows * cols];
#pragma GCC unroll 8
  for (std::size_t i = 0; i < rows; ++i)
#pragma GCC unroll 8
    for (std::size_t j = 0; j < cols; ++j) sum[i * cols + j] = hn::Zero(d);

  for (std::size_t q = 0; q < call.pair_count; ++q) {
    const OuterPair<T>& pair = call.pairs[q];
    const std::size_t a_stride = pair.a_stride, b_stride = pair.b_stride, points = call.points;
    const T* HWY_RESTRICT a = pair.a + row * a_stride;
    const T* HWY_RESTRICT b = listed ? pair.b : pair.b + col * b_stride;
    const auto b_row = [&](std::size_t j) HWY_ATTR { return b + (listed ? pair.b_rows[col + j] : j * b_stride); };
    std::size_t point = 0;
    for (; point + lanes <= points; point += lanes) {
      hn::Vec<D> left[rows];
#pragma GCC unroll 8
      for (std::size_t i = 0; i < rows; ++i) left[i] = opaque(hn::Load(d, a + i * a_stride + point));
#pragma GCC unroll 8
      for (std::size_t j = 0; j < cols; ++j) {
        const auto right = opaque(hn::Load(d, b_row(j) + point));
#pragma GCC unroll 8
        for (std::size_t i = 0; i < rows; ++i) sum[i * cols + j] = hn::MulAdd(left[i], right, sum[i * cols + j]);
      }
    }
    if (point != call.points) {
      const auto inside = hn::FirstN(d, call.points - point);
#pragma GCC unroll 8
      for (std::size_t j = 0; j < cols; ++j) {
        const auto right = hn::MaskedLoad(inside, d, b_row(j) + point);
#pragma GCC unroll 8
        for (std::size_t i = 0; i < rows; ++i)
          sum[i * cols + j] =
              hn::MulAdd(hn::MaskedLoad(inside, d, a + i * pair.a_stride + point), right, sum[i * cols + j]);
      }
    }
  }
  add_lane_sums<rows * cols>(d, sum, sums);
}

template <class D, bool listed, std::size_t rows, class T = hn::TFromD<D>>
void accumulate_band(D d, const OuterCall<T>& call, std::size_t row) {
  const Blocks blocks(call.cols);
  double* sums = call.sums + row * call.cols;
  for (std::size_t b = 0; b < blocks.count; ++b) {
    const std::size_t first = blocks.begin(b), cols = blocks.width(b);
    switch (cols) {
      case 1: accumulate_block<D, listed, rows, 1>(d, call, row, first, sums); break;
      case 2: accumulate_block<D, listed, rows, 2>(d, call, row, first, sums); break;
      case 3: accumulate_block<D, listed, rows, 3>(d, call, row, first, sums); break;
      case 4:
        if constexpr (block > 3) accumulate_block<D, listed, rows, 4>(d, call, row, first, sums);
        break;
      default:
        if constexpr (block > 4) accumulate_block<D, listed, rows, 5>(d, call, row, first, sums);
    }
    sums += rows * cols;
  }
}

template <bool listed, class T>
void accumulate_all(const OuterCall<T>& call) {
  const hn::ScalableTag<T> d;
  using D = decltype(d);
  const Blocks bands(call.rows);
  for (std::size_t b = 0; b < bands.count; ++b) {
    const std::size_t first = bands.begin(b);
    switch (bands.width(b)) {
      case 1: accumulate_band<D, listed, 1>(d, call, first); break;
      case 2: accumulate_band<D, listed, 2>(d, call, first); break;
      case 3: accumulate_band<D, listed, 3>(d, call, first); break;
      case 4:
        if constexpr (block > 3) accumulate_band<D, listed, 4>(d, call, first);
        break;
      default:
        if constexpr (block > 4) accumulate_band<D, listed, 5>(d, call, first);
    }
  }
}

template <class T>
void accumulate(const OuterCall<T>& call) {
  call.pair_count != 0 && call.pairs[0].b_rows != nullptr ? accumulate_all<true>(call) : accumulate_all<false>(call);
}

/// The sums as a matrix, row by row.
inline void unpack(const double* sums, std::size_t rows, std::size_t cols, double* g) {
  const Blocks bands(rows), blocks(cols);
  for (std::size_t band = 0; band < bands.count; ++band)
    for (std::size_t b = 0; b < blocks.count; ++b)
      for (std::size_t row = bands.begin(band); row < bands.begin(band + 1); ++row, sums += blocks.width(b))
        std::copy_n(sums, blocks.width(b), g + row * cols + blocks.begin(b));
}

}  // namespace dots
}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
