// Weight gradients as a product of matrices: vector lanes hold neighbouring columns of G,
// and points follow one another.
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

#include "backend/cpu/kernels/opaque-inl.hpp"
#include "backend/cpu/kernels/outer.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace columns {

template <class T>
constexpr bool available = HWY_TARGET == HWY_AVX3 && sizeof(T) == 8;

constexpr std::size_t lanes = 8;  // of a vector of AVX-512

#if HWY_TARGET == HWY_AVX3

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<double>;
using Vector = hn::Vec<D>;

constexpr std::size_t row_block = 5, vector_block = 4;         // as in gemm.cpp: 9 loads feed 20 multiply-adds
constexpr std::size_t panel_points = 128, points_at_once = 4;  // a panel: 128 * 32 * 8 bytes = 32 KB

/// Points [first, first + points) of a pair, whose columns the panel holds.
struct Part {
  const double* a;
  std::size_t a_stride, points;
};

/// Four points of two rows, the second row above.
HWY_INLINE Vector two_rows(const double* low, const double* high) {
  const hn::Half<D> half;
  return hn::Combine(D(), hn::Load(half, high), hn::Load(half, low));
}

/// Four points of eight rows -> four vectors, one a point, `step` apart. Rows i and i + 4 are loaded as one vector, and
/// of the shuffles that remain (16 for eight points, of which a processor does one a cycle) one stage moves single
/// numbers, the other pairs of them. With whole vectors there would be three stages.
HWY_INLINE void transpose_four(const double* const* row, std::size_t point, double* target, std::size_t step) {
  const D d;
  const Vector a = two_rows(row[0] + point, row[4] + point), b = two_rows(row[1] + point, row[5] + point);
  const Vector c = two_rows(row[2] + point, row[6] + point), e = two_rows(row[3] + point, row[7] + point);
  const Vector even_ab = hn::InterleaveLower(d, a, b), odd_ab = hn::InterleaveUpper(d, a, b);
  const Vector even_ce = hn::InterleaveLower(d, c, e), odd_ce = hn::InterleaveUpper(d, c, e);
  const __m512i low = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13), high = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
  hn::Store(Vector{_mm512_permutex2var_pd(even_ab.raw, low, even_ce.raw)}, d, target);
  hn::Store(Vector{_mm512_permutex2var_pd(odd_ab.raw, low, odd_ce.raw)}, d, target + step);
  hn::Store(Vector{_mm512_permutex2var_pd(even_ab.raw, high, even_ce.raw)}, d, target + 2 * step);
  hn::Store(Vector{_mm512_permutex2var_pd(odd_ab.raw, high, odd_ce.raw)}, d, target + 3 * step);
}

/// Columns [col, col + vectors * lanes) of b, one point after another.
template <std::size_t vectors>
void fill_panel(const OuterPair<double>& pair, std::size_t col, std::size_t first, std::size_t points, double* panel) {
  constexpr std::size_t step = vectors * lanes;
  for (std::size_t v = 0; v < vectors; ++v) {
    const double* row[lanes];
    for (std::size_t i = 0; i < lanes; ++i) row[i] = pair.b_row(col + v * lanes + i);
    double* target = panel + v * lanes;
    for (std::size_t point = first; point < first + points; point += points_at_once, target += points_at_once * step)
      transpose_four(row, point, target, step);
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
      const std::size_t room = (panel_points - filled) / points_at_once * points_at_once;
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
