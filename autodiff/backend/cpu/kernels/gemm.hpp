// Matrix products of the tile programs: y = W x (+ b, + y), x and y feature rows with the points contiguous.
//
// The weights are packed once per run into row blocks, inner index outermost, so that the micro-kernel reads
// them in order: block of rows [r0, r0 + m) starts at r0 * inner and holds W[r0 + i][k] at [k * m + i].
#pragma once

#include <cstddef>
#include <cstdint>

#include "ansatz/autodiff/instruction_set.hpp"

namespace ansatz::ad {

/// One product. Strides are in elements; `points` is a multiple of the vector length.
template <class T>
struct GemmCall {
  std::size_t rows, inner, points;
  const T* weights;  // packed
  const T* x;
  std::size_t x_stride;
  T* y;
  std::size_t y_stride;
  const T* init;            // what the sums start from; null: zero
  std::size_t init_stride;  // from row to row
  bool init_per_point;      // false: `init` holds one full vector of equal numbers a row
};

template <class T>
struct GemmKernels {
  std::size_t lanes;      // numbers in a vector
  std::size_t row_block;  // most rows in a block of packed weights
  void (*multiply)(const GemmCall<T>&);
  /// Packs W (rows x inner, row by row), or the transpose of `source` (inner x rows) when `transposed`.
  void (*pack)(const double* source, std::size_t rows, std::size_t inner, bool transposed, T* packed);
};

template <class T>
const GemmKernels<T>& gemm_kernels(InstructionSet set);

}  // namespace ansatz::ad
