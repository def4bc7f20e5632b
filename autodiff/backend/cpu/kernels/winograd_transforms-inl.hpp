// The transforms of minimal filtering (cook_toom.hpp): products with small matrices known when this is compiled, from
// both sides of a patch of pixels, each pixel a vector. Terms with 0 are left out, with 1 and -1 they are no product.
//
// Included once per instruction set; the toggle is Highway's way of an include guard for such files.
#if defined(ANSATZ_WINOGRAD_TRANSFORMS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ANSATZ_WINOGRAD_TRANSFORMS_INL
#undef ANSATZ_WINOGRAD_TRANSFORMS_INL
#else
#define ANSATZ_WINOGRAD_TRANSFORMS_INL
#endif

#include <cstddef>
#include <utility>

#include "backend/cpu/kernels/cook_toom.hpp"
#include "graph/lattice.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace winograd {

namespace hn = hwy::HWY_NAMESPACE;

/// The matrices that the calls below take, as types.
template <class F>
struct GatherPatch {  // B^T
  static constexpr auto value = F::b_transposed();
};
template <class F>
struct SpreadPatch {  // B
  static constexpr auto value = transpose(F::b_transposed());
};
template <class F>
struct GatherTile {  // A^T
  static constexpr auto value = F::a_transposed();
};
template <class F>
struct SpreadTile {  // A
  static constexpr auto value = transpose(F::a_transposed());
};
template <class F>
struct SpreadWeights {  // G
  static constexpr auto value = F::g();
};
template <class F>
struct GatherWeights {  // G^T
  static constexpr auto value = transpose(F::g());
};

/// Transforms written out make a step 3 % faster; with sanitizers they take minutes to compile.
constexpr int unrolled = ANSATZ_FEWER_TARGETS == 0 ? 8 : 1;

template <class M>
inline constexpr std::size_t rows_of = M::value.size();
template <class M>
inline constexpr std::size_t columns_of = M::value[0].size();

/// sum + the terms of row i from column j on; `begun`: there is a sum.
template <class M, std::size_t i, std::size_t j, bool begun, class D, class V = hn::Vec<D>>
HWY_INLINE V row_times(D d, const V* in, V sum) {
  if constexpr (j == columns_of<M>) {
    return begun ? sum : hn::Zero(d);
  } else {
    constexpr double factor = M::value[i][j];
    if constexpr (factor == 0)
      return row_times<M, i, j + 1, begun>(d, in, sum);
    else if constexpr (begun && factor == 1)
      return row_times<M, i, j + 1, true>(d, in, hn::Add(sum, in[j]));
    else if constexpr (begun && factor == -1)
      return row_times<M, i, j + 1, true>(d, in, hn::Sub(sum, in[j]));
    else if constexpr (begun)
      return row_times<M, i, j + 1, true>(d, in,
                                          hn::MulAdd(hn::Set(d, static_cast<hn::TFromD<D>>(factor)), in[j], sum));
    else if constexpr (factor == 1)
      return row_times<M, i, j + 1, true>(d, in, in[j]);
    else
      return row_times<M, i, j + 1, true>(d, in, hn::Mul(hn::Set(d, static_cast<hn::TFromD<D>>(factor)), in[j]));
  }
}

template <class M, class D, class V, std::size_t... i>
HWY_INLINE void times(D d, const V* in, V* out, std::size_t step, std::index_sequence<i...>) {
  ((out[i * step] = row_times<M, i, 0, false>(d, in, hn::Zero(d))), ...);
}

/// to[i][k] = sum over a, b of M[i][a] M[k][b] from[a][b], one vector each; `add`: to what stands there.
template <class M, bool add, class D, class T = hn::TFromD<D>>
HWY_INLINE void transform(D d, const T* const* from, T* const* to) {
  constexpr std::size_t rows = rows_of<M>, cols = columns_of<M>;
  constexpr std::make_index_sequence<rows> all{};
  hn::Vec<D> half[rows * cols], in[cols], out[rows];
#pragma GCC unroll unrolled
  for (std::size_t b = 0; b < cols; ++b) {
#pragma GCC unroll 8
    for (std::size_t a = 0; a < cols; ++a) in[a] = hn::Load(d, from[a * cols + b]);
    times<M>(d, in, half + b, cols, all);
  }
#pragma GCC unroll unrolled
  for (std::size_t i = 0; i < rows; ++i) {
    times<M>(d, half + i * cols, out, 1, all);
#pragma GCC unroll 8
    for (std::size_t k = 0; k < rows; ++k) {
      T* target = to[i * rows + k];
      hn::Store(add ? hn::Add(hn::Load(d, target), out[k]) : out[k], d, target);
    }
  }
}

/// `size` x `size` pixels of an image of height x width, from (y, x) on: the number of each, or `outside`.
template <std::size_t size>
struct Patch {
  static constexpr std::size_t outside = ~std::size_t{0};
  std::size_t pixel[size * size];

  Patch(std::uint32_t height, std::uint32_t width, std::int64_t y, std::int64_t x) {
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j) {
        const std::int64_t down = y + static_cast<std::int64_t>(i), across = x + static_cast<std::int64_t>(j);
        const bool inside = down >= 0 && across >= 0 && down < height && across < width;
        pixel[i * size + j] = inside ? static_cast<std::size_t>(down * width + across) : outside;
      }
  }

  /// Where the rows of the pixels begin, from `first` on; those outside are `elsewhere`.
  template <class T>
  HWY_INLINE void rows(T* first, std::size_t stride, T* elsewhere, T** row) const {
    for (std::size_t i = 0; i < size * size; ++i) row[i] = pixel[i] == outside ? elsewhere : first + pixel[i] * stride;
  }
};

}  // namespace winograd
}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
