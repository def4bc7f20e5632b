// Weight gradients: G += sum over points of a b^T, summed over several pairs (a, b) in one go.
//
// Each entry of G is a dot product along the points. Vector lanes hold partial sums of one entry, which are
// added up once a call for all pairs together (outer_dots-inl.hpp), or neighbouring entries, for which b is
// transposed piece by piece (outer_columns-inl.hpp). Both ways the products of all derivative streams of one
// weight matrix belong into one call.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ansatz/autodiff/instruction_set.hpp"

namespace ansatz::ad {

template <class T>
struct OuterPair {
  const T* a;
  const T* b;
  std::size_t a_stride, b_stride;         // from row to row; 0 repeats one row
  const std::uint32_t* b_rows = nullptr;  // where each row of b begins, in place of `b_stride`; for all pairs or none

  const T* b_row(std::size_t row) const { return b + (b_rows == nullptr ? row * b_stride : b_rows[row]); }
};

template <class T>
struct OuterCall {
  std::size_t rows, cols;
  std::size_t points;  // any number; what stands behind them is not read into the sums
  const OuterPair<T>* pairs;
  std::size_t pair_count;
  double* sums;  // rows * cols numbers in the kernel's own order, added to; one row or one column is in order
};

/// Whether G is summed by its columns where the instruction set has that way: they must be whole vectors, and what is
/// transposed once serve many rows. Such calls do not mind few points.
constexpr bool sums_by_columns(std::size_t rows, std::size_t cols) { return rows >= 32 && cols >= 48 && cols % 8 == 0; }

template <class T>
struct OuterKernels {
  void (*accumulate)(const OuterCall<T>&);
  /// The sums as a matrix, row by row.
  void (*unpack)(const double* sums, std::size_t rows, std::size_t cols, double* g);
};

template <class T>
const OuterKernels<T>& outer_kernels(InstructionSet set);

}  // namespace ansatz::ad
