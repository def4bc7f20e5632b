// Weight gradients as a product of matrices: vector lanes hold neighbouring columns of G, and points follow one
// another.
//
// That needs the columns of one point beside each other, so b is transposed first, 32 columns and at most 128 points at
// a time: the panel, which stays in the first-level cache while all rows of a pass by. Beside dot products
// (outer_dots-inl.hpp) each number of b comes from further away only once, no lanes are added up at the end, and few
// points a tile do no harm. Transposing takes about a tenth of the time. Sums stand row by row.
//
// For doubles with eight lanes and the shapes of `sums_by_columns`; elsewhere dot products were as fast or faster.
//
// Included once per instruction set; the toggle is Highway's way of an include guard for such files.
#if defined(ANSATZ_OUTER_COLUMNS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ANSATZ_OUTER_COLUMNS_INL
#undef ANSATZ_OUTER_COLUMNS_INL
#else
#define ANSATZ_OUTER_COLUMNS_INL
#endif

#include <algorithm>
#include <array>
#include <cstddef>

#include "kernels/opaque-inl.hpp"
#include "kernels/outer.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace columns {

template <class T>
constexpr bool available = HWY_TARGET == HWY_AVX3 && sizeof(T) == 8;

constexpr std::size_t lanes = 8;

#if HWY_TARGET == HWY_AVX3

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<double>;
using Vector = hn::Vec<D>;

constexpr std::size_t row_block = 5, vector_block = 4;  // as in gemm.cpp: 9 loads feed 20 multiply-adds
constexpr std::size_t panel_points = 128;

/// Points [first, first + points) of a pair, whose columns the panel holds.
struct Part {
  const double* a;
  std::size_t a_stride, points;
};

/// Two points of four rows; those of the first below.
HWY_INLINE Vector pairs_of_points(const double* r0, const double* r1, const double* r2, const double* r3) {
  const hn::Half<D> half;
  const hn::Half<decltype(half)> quarter;
  const auto low = hn::Combine(half, hn::Load(quarter, r1), hn::Load(quarter, r0));
  const auto high = hn::Combine(half, hn::Load(quarter, r3), hn::Load(quarter, r2));
  return hn::Combine(D(), high, low);
}

/// Two points of eight rows -> two vectors, one a point.
HWY_INLINE void transpose_two(const double* const* row, std::size_t point, double* first, double* second) {
  const D d;
  const Vector even = pairs_of_points(row[0] + point, row[2] + point, row[4] + point, row[6] + point);
  const Vector odd = pairs_of_points(row[1] + point, row[3] + point, row[5] + point, row[7] + point);
  hn::Store(hn::InterleaveLower(d, even, odd), d, first);
  hn::Store(hn::InterleaveUpper(d, even, odd), d, second);
}

/// Columns [col, col + vectors * lanes) of b, one point after another.
template <std::size_t vectors>
void fill_panel(const OuterPair<double>& pair, std::size_t col, std::size_t first, std::size_t points, double* panel) {
  constexpr std::size_t step = vectors * lanes;
  for (std::size_t v = 0; v < vectors; ++v) {
    const double* row[lanes];
    for (std::size_t i = 0; i < lanes; ++i) row[i] = pair.b + (col + v * lanes + i) * pair.b_stride;
    double* target = panel + v * lanes;
    for (std::size_t point = first; point < first + points; point += 2, target += 2 * step)
      transpose_two(row, point, target, target + step);
  }
}

/// G[row.., col..] += sum over the points of the panel of a b^T, for one block.
template <std::size_t rows, std::size_t vectors>
HWY_NOINLINE void accumulate_block(const Part* parts, std::size_t count, std::size_t row, const double* panel,
                                   std::size_t cols, double* sums) {
  const D d;
  Vector sum[rows][vectors];
#pragma GCC unroll 8
  for (std::size_t i = 0; i < rows; ++i)
#pragma GCC unroll 8
    for (std::size_t j = 0; j < vectors; ++j) sum[i][j] = hn::Zero(d);
  for (std::size_t q = 0; q < count; ++q) {
    const std::size_t a_stride = parts[q].a_stride;
    const double* HWY_RESTRICT a = parts[q].a + row * a_stride;
    for (const double* end = a + parts[q].points; a != end; ++a, panel += vectors * lanes) {
      Vector column[vectors];
#pragma GCC unroll 8
      for (std::size_t j = 0; j < vectors; ++j) column[j] = opaque(hn::Load(d, panel + j * lanes));
#pragma GCC unroll 8
      for (std::size_t i = 0; i < rows; ++i) {
        const Vector weight = opaque(hn::Set(d, a[i * a_stride]));
#pragma GCC unroll 8
        for (std::size_t j = 0; j < vectors; ++j) sum[i][j] = hn::MulAdd(weight, column[j], sum[i][j]);
      }
    }
  }
#pragma GCC unroll 8
  for (std::size_t i = 0; i < rows; ++i, sums += cols)
#pragma GCC unroll 8
    for (std::size_t j = 0; j < vectors; ++j)
      hn::StoreU(hn::Add(hn::LoadU(d, sums + j * lanes), sum[i][j]), d, sums + j * lanes);
}

/// All rows of G, for the columns of a full panel.
template <std::size_t vectors>
void accumulate_panel(const OuterCall<double>& call, const Part* parts, std::size_t count, const double* panel,
                      std::size_t col) {
  const std::size_t blocks = (call.rows + row_block - 1) / row_block;
  for (std::size_t b = 0; b < blocks; ++b) {
    const std::size_t row = b * call.rows / blocks, rows = (b + 1) * call.rows / blocks - row;
    double* sums = call.sums + row * call.cols + col;
    if (rows == row_block)
      accumulate_block<row_block, vectors>(parts, count, row, panel, call.cols, sums);
    else
      accumulate_block<row_block - 1, vectors>(parts, count, row, panel, call.cols, sums);
  }
}

/// Columns [col, col + vectors * lanes) of G, panel by panel.
template <std::size_t vectors>
void accumulate_columns(const OuterCall<double>& call, std::size_t col) {
  alignas(64) double panel[panel_points * vectors * lanes];
  std::array<Part, panel_points / lanes> parts;
  std::size_t count = 0, filled = 0;
  for (std::size_t q = 0; q < call.pair_count; ++q) {
    const OuterPair<double>& pair = call.pairs[q];
    for (std::size_t first = 0; first < call.points; first += parts[count++].points) {
      if (count == parts.size() || filled + lanes > panel_points) {
        accumulate_panel<vectors>(call, parts.data(), count, panel, col);
        count = filled = 0;
      }
      const std::size_t room = (panel_points - filled) / 2 * 2;  // two points are transposed at a time
      parts[count] = {pair.a + first, pair.a_stride, std::min(call.points - first, room)};
      fill_panel<vectors>(pair, col, first, parts[count].points, panel + filled * vectors * lanes);
      filled += parts[count].points;
    }
  }
  accumulate_panel<vectors>(call, parts.data(), count, panel, col);
}

inline void accumulate(const OuterCall<double>& call) {
  const std::size_t vectors = call.cols / lanes, passes = (vectors + vector_block - 1) / vector_block;
  for (std::size_t pass = 0; pass < passes; ++pass) {
    const std::size_t first = pass * vectors / passes, col = first * lanes;
    if ((pass + 1) * vectors / passes - first == vector_block)
      accumulate_columns<vector_block>(call, col);
    else
      accumulate_columns<vector_block - 1>(call, col);
  }
}

#else
inline void accumulate(const OuterCall<double>&) {}
#endif

}  // namespace columns
}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
