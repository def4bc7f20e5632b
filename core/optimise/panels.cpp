#include "optimise/panels.hpp"

#include <hwy/cache_control.h>

#include <algorithm>
#include <cmath>

// Kernels below keep vectors in arrays, which sizeless vector types do not allow.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "optimise/panels.cpp"
#include <hwy/foreach_target.h>
// clang-format off: foreach_target.h must come first
#include <hwy/highway.h>
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace ansatz::optimise::panels {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr hn::ScalableTag<double> d;
using V = hn::Vec<decltype(d)>;

// A panel is 3 vectors wide, a strip is some of its columns: 8 x 3 sums where there are 32 registers of 8 numbers,
// fewer where there are fewer. The strip divides the panel, and the panel the block.
constexpr std::size_t panel_vectors = 3;
constexpr std::size_t panel_width = panel_vectors * hn::MaxLanes(d);
constexpr std::size_t strip_columns = HWY_TARGET <= HWY_AVX3 ? 8 : hn::MaxLanes(d) >= 4 ? 4 : 3;
static_assert(panel_width % strip_columns == 0 && block_size % panel_width == 0);

std::size_t Width() { return panel_width; }

void Pack(const Source& source, std::size_t first, std::size_t columns, std::size_t depth, double* panel) {
  const std::size_t here = std::min(panel_width, columns - first);
  const double* from = source.data + first * source.column;
  if (here < panel_width) std::fill(panel, panel + depth * panel_width, 0.0);
  if (source.column == 1) {
    for (std::size_t l = 0; l < depth; ++l)
      std::copy(from + l * source.row, from + l * source.row + here, panel + l * panel_width);
    return;
  }
  constexpr std::size_t line = 8;  // numbers of a line of cache: all of them are used while it is there
  for (std::size_t l0 = 0; l0 < depth; l0 += line)
    for (std::size_t j = 0; j < here; ++j)
      for (std::size_t l = l0; l < std::min(depth, l0 + line); ++l)
        panel[l * panel_width + j] = from[l * source.row + j * source.column];
}

/// sums = strip^T panel over `depth` rows; the strip is some columns of a panel.
HWY_INLINE void strip_times_panel(std::size_t depth, const double* HWY_RESTRICT strip, const double* HWY_RESTRICT panel,
                                  V (&sums)[strip_columns][panel_vectors]) {
  const std::size_t lanes = hn::Lanes(d);
  for (auto& row : sums)
    for (V& sum : row) sum = hn::Zero(d);
  for (std::size_t l = 0; l < depth; ++l) {
    V right[panel_vectors];
    for (std::size_t v = 0; v < panel_vectors; ++v) right[v] = hn::Load(d, panel + v * lanes);
    for (std::size_t i = 0; i < strip_columns; ++i) {
      const V left = hn::Set(d, strip[i]);
      for (std::size_t v = 0; v < panel_vectors; ++v) sums[i][v] = hn::MulAdd(left, right[v], sums[i][v]);
    }
    strip += panel_width;
    panel += panel_width;
  }
}

/// Adds sign * sums to the rows of C from `row` on, columns [column, column + width), cut at the edges of the product.
HWY_INLINE void add_sums(const Product& p, std::size_t row, std::size_t column,
                         V (&sums)[strip_columns][panel_vectors]) {
  const std::size_t lanes = hn::Lanes(d), rows = std::min(strip_columns, p.i1 - row),
                    columns = std::min(panel_width, p.j1 - column);
  const V sign = hn::Set(d, p.sign);
  const bool whole = columns == panel_width && (!p.upper || column + 1 >= row + rows);
  for (std::size_t i = 0; i < rows; ++i) {
    double* c = p.c + (row + i) * p.stride + column;
    if (whole) {
      for (std::size_t v = 0; v < panel_vectors; ++v)
        hn::StoreU(hn::MulAdd(sign, sums[i][v], hn::LoadU(d, c + v * lanes)), d, c + v * lanes);
      continue;
    }
    HWY_ALIGN double numbers[panel_width];
    for (std::size_t v = 0; v < panel_vectors; ++v) hn::Store(hn::Mul(sign, sums[i][v]), d, numbers + v * lanes);
    const std::size_t begin = p.upper && row + i > column ? row + i - column : 0;
    for (std::size_t j = begin; j < columns; ++j) c[j] += numbers[j];
  }
}

/// Rows of C stand far apart, in memory that no cache near holds: fetched while the sums for them are made.
HWY_INLINE void prefetch_sums(const Product& p, std::size_t row, std::size_t column) {
  const std::size_t rows = std::min(strip_columns, p.i1 - row), end = std::min(column + panel_width, p.j1);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = column; j < end; j += hn::Lanes(d)) hwy::Prefetch(p.c + (row + i) * p.stride + j);
}

void Multiply(const Product& p) {
  for (std::size_t i = p.i0; i < p.i1; i += strip_columns) {
    const double* strip = p.x + i / panel_width * panel_width * p.depth + i % panel_width;
    const std::size_t from = p.upper ? std::max(p.j0, i / panel_width * panel_width) : p.j0;
    for (std::size_t j = from; j < p.j1; j += panel_width) {
      prefetch_sums(p, i, j);
      V sums[strip_columns][panel_vectors];
      strip_times_panel(p.depth, strip, p.y + j * p.depth, sums);
      add_sums(p, i, j, sums);
    }
  }
}

/// Rows [i, i + strip_columns) of a panel, less what the rows above them carry over from columns i, i + 1, ... of R.
HWY_INLINE void subtract_above(const double* R, std::size_t size, std::size_t i, double* panel) {
  const std::size_t lanes = hn::Lanes(d);
  V sums[strip_columns][panel_vectors];
  strip_times_panel(i, R + i / panel_width * panel_width * size + i % panel_width, panel, sums);
  for (std::size_t r = 0; r < strip_columns; ++r)
    for (std::size_t v = 0; v < panel_vectors; ++v) {
      double* row = panel + (i + r) * panel_width + v * lanes;
      hn::Store(hn::Sub(hn::Load(d, row), sums[r][v]), d, row);
    }
}

HWY_INLINE void subtract_row(double factor, const double* HWY_RESTRICT from, double* HWY_RESTRICT row) {
  const V a = hn::Set(d, factor);
  for (std::size_t j = 0; j < panel_width; j += hn::Lanes(d))
    hn::Store(hn::NegMulAdd(a, hn::Load(d, from + j), hn::Load(d, row + j)), d, row + j);
}

HWY_INLINE void scale_row(double factor, double* row) {
  for (std::size_t j = 0; j < panel_width; j += hn::Lanes(d))
    hn::Store(hn::Mul(hn::Set(d, factor), hn::Load(d, row + j)), d, row + j);
}

/// Forward substitution with rows [0, size of `rows`) of a packed triangle that is `size` deep.
void substitute_rows(const double* R, std::size_t size, std::size_t rows, double* panel) {
  for (std::size_t i = 0; i < rows; i += strip_columns) {
    subtract_above(R, size, i, panel);
    const double* columns = R + i / panel_width * panel_width * size + i % panel_width;  // of R from i on
    for (std::size_t r = 0; r < strip_columns; ++r) {
      double* row = panel + (i + r) * panel_width;
      for (std::size_t q = 0; q < r; ++q)
        subtract_row(columns[(i + q) * panel_width + r], panel + (i + q) * panel_width, row);
      scale_row(1 / columns[(i + r) * panel_width + r], row);
    }
  }
}

void Substitute(const double* R, std::size_t size, double* panel) { substitute_rows(R, size, size, panel); }

bool Factor(double* A, std::size_t size) {
  for (std::size_t first = 0; first < size; first += panel_width) {
    double* panel = A + first * size;
    substitute_rows(A, size, first, panel);
    for (std::size_t i = first; i < first + panel_width; i += strip_columns) {
      subtract_above(A, size, i, panel);
      for (std::size_t r = 0; r < strip_columns; ++r) {
        double* row = panel + (i + r) * panel_width;
        const std::size_t column = i + r - first;
        for (std::size_t q = 0; q < r; ++q)
          subtract_row(panel[(i + q) * panel_width + column], panel + (i + q) * panel_width, row);
        if (!(row[column] > 0) || !std::isfinite(row[column])) return false;
        scale_row(1 / std::sqrt(row[column]), row);
      }
    }
  }
  return true;
}

}  // namespace HWY_NAMESPACE
}  // namespace ansatz::optimise::panels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ansatz::optimise::panels {
HWY_EXPORT(Width);
HWY_EXPORT(Pack);
HWY_EXPORT(Multiply);
HWY_EXPORT(Substitute);
HWY_EXPORT(Factor);

std::size_t width() { return HWY_DYNAMIC_DISPATCH(Width)(); }

void pack(const Source& source, std::size_t first, std::size_t columns, std::size_t depth, double* panel) {
  HWY_DYNAMIC_DISPATCH(Pack)(source, first, columns, depth, panel);
}

void unpack(const double* panel, std::size_t first, std::size_t columns, std::size_t depth, double* to,
            std::size_t stride) {
  const std::size_t w = width(), here = std::min(w, columns);
  for (std::size_t l = 0; l < depth; ++l) {
    const std::size_t begin = l > first ? std::min(l - first, here) : 0;
    std::copy(panel + l * w + begin, panel + l * w + here, to + l * stride + begin);
  }
}

void multiply(const Product& product) { HWY_DYNAMIC_DISPATCH(Multiply)(product); }

void substitute(const double* R, std::size_t size, double* panel) { HWY_DYNAMIC_DISPATCH(Substitute)(R, size, panel); }

bool factor(double* A, std::size_t size) { return HWY_DYNAMIC_DISPATCH(Factor)(A, size); }

}  // namespace ansatz::optimise::panels
#endif
