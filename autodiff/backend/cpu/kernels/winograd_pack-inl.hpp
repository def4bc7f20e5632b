// Weights of windows as products of minimal filtering read them: U = G W G^T.
//
// Included once per instruction set; the toggle is Highway's way of an include guard for such files.
#if defined(ANSATZ_WINOGRAD_PACK_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ANSATZ_WINOGRAD_PACK_INL
#undef ANSATZ_WINOGRAD_PACK_INL
#else
#define ANSATZ_WINOGRAD_PACK_INL
#endif

#include <algorithm>
#include <cstddef>

#include "backend/cpu/kernels/row_blocks-inl.hpp"
#include "backend/cpu/kernels/winograd.hpp"
#include "backend/cpu/kernels/winograd_transforms-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace winograd {

namespace hn = hwy::HWY_NAMESPACE;

/// Calls body(first row, rows) for each chunk of rows.
template <class Body>
void for_each_chunk(std::size_t rows, Body body) {
  const std::size_t chunks = (rows + winograd_rows_in_chunk - 1) / winograd_rows_in_chunk;
  for (std::size_t c = 0; c < chunks; ++c) {
    const std::size_t first = c * rows / chunks;
    body(first, (c + 1) * rows / chunks - first);
  }
}

/// Chunk by chunk and product by product as `multiply` reads them, each packed as gemm.hpp says: channel c of a row is
/// `step` behind the one before. A vector of channels is transformed at once.
template <std::size_t m, std::size_t r, class T>
void pack_row(const double* source, std::size_t channels, std::size_t step, std::size_t next_product, T* packed) {
  using F = CookToom<m, r>;
  const hn::ScalableTag<double> d;
  constexpr std::size_t products = F::n * F::n, places = r * r, most_lanes = 8;
  alignas(64) double weights[places][most_lanes] = {}, spread[products][most_lanes];
  const double* from[places];
  double* to[products];
  for (std::size_t k = 0; k < places; ++k) from[k] = weights[k];
  for (std::size_t k = 0; k < products; ++k) to[k] = spread[k];
  for (std::size_t c = 0; c < channels; c += hn::Lanes(d)) {
    const std::size_t count = std::min(hn::Lanes(d), channels - c);
    for (std::size_t lane = 0; lane < count; ++lane)
      for (std::size_t k = 0; k < places; ++k) weights[k][lane] = *source++;
    transform<SpreadWeights<F>, false>(d, from, to);
    for (std::size_t k = 0; k < products; ++k)
      for (std::size_t lane = 0; lane < count; ++lane)
        packed[k * next_product + (c + lane) * step] = static_cast<T>(spread[k][lane]);
  }
}

template <std::size_t m, std::size_t r, class T>
void pack_filter(const double* source, std::size_t rows, std::size_t channels, T* packed) {
  for_each_chunk(rows, [&](std::size_t, std::size_t chunk_rows) HWY_ATTR {
    for_each_row_block(chunk_rows, [&](std::size_t first, std::size_t count) HWY_ATTR {
      for (std::size_t row = 0; row < count; ++row, source += channels * r * r)
        pack_row<m, r>(source, channels, count, chunk_rows * channels, packed + first * channels + row);
    });
    packed += chunk_rows * channels * CookToom<m, r>::n * CookToom<m, r>::n;
  });
}

}  // namespace winograd
}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
