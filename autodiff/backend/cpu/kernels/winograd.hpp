// Products with the windows of a lattice by minimal filtering (cook_toom.hpp), in both directions of an image: a tile
// of m x m outputs takes n x n products, n = m + r - 1, in place of m^2 r^2. Every product is one with plain matrices
// over all channels, and the transforms around it work on whole vectors of points.
//
//   over      y = A^T [U * (B^T x B)] A     tiles of y, read from patches of x that overlap        (conv2d)
//   under     y = B [U * (A x A^T)] B^T     tiles of x, added to patches of y that overlap         (its transpose)
//   outer     dW = G^T [sum (A a A^T) (B^T b B)^T] G                                      (the gradient of W)
//
// with U = G W G^T, which `pack` makes once a run. Mirrored windows are those of a transpose.
#pragma once

#include <cstddef>
#include <cstdint>

#include "backend/cpu/kernels/gemm.hpp"
#include "graph/lattice.hpp"

namespace ansatz::ad {

/// F(outputs, side): 2 and 3, 4 and 3, or 2 and 5.
struct Filter {
  std::uint32_t outputs, side;
  std::uint32_t patch() const { return outputs + side - 1; }
  std::uint32_t products() const { return patch() * patch(); }
};

/// Strides are in elements; `points` is a multiple of the vector length.
template <class T>
struct WinogradCall {
  Filter filter;
  const WindowLattice& lattice;
  std::size_t rows, points;
  const T* weights;  // packed by WinogradKernels::pack
  const T* x;
  std::size_t x_stride;
  T* y;  // row o of window q at (o * windows + q) * y_stride
  std::size_t y_stride;
  T* scratch;  // winograd_scratch numbers
  const GemmKernels<T>& gemm;
};

template <class T>
struct WinogradOuterCall {
  Filter filter;
  const WindowLattice& lattice;  // of b; not mirrored
  std::size_t rows;
  std::size_t points;  // any number; what stands behind them up to a whole vector is finite where they are
  const T* a;          // row o of window q at (o * windows + q) * a_stride
  std::size_t a_stride;
  const T* b;
  std::size_t b_stride;
  double* sums;  // rows x places x channels, added to
  T* scratch;    // winograd_outer_scratch numbers
};

template <class T>
struct WinogradKernels {
  void (*multiply)(const WinogradCall<T>&);
  void (*accumulate)(const WinogradOuterCall<T>&);
  /// From W, rows x (channels * side * side), to U; `filter.products() * rows * channels` numbers.
  void (*pack)(const Filter& filter, const double* source, std::size_t rows, std::size_t channels, T* packed);
};

template <class T>
const WinogradKernels<T>& winograd_kernels(InstructionSet set);

/// Numbers of scratch that a call needs where vectors have up to `lanes` numbers.
std::size_t winograd_scratch(const Filter& filter, const WindowLattice& lattice, std::size_t rows, std::size_t lanes);
std::size_t winograd_outer_scratch(const Filter& filter, std::size_t rows, std::size_t lanes);

/// The sums of `accumulate` as a matrix, rows x (channels * places).
void winograd_unpack(const double* sums, std::size_t rows, std::size_t channels, std::size_t places, double* g);

/// Tiles that pass through a product together (winograd.cpp), and rows of weights that are packed together.
inline constexpr std::size_t winograd_tiles_abreast = 4, winograd_rows_in_chunk = 40;
/// Tiles in a group of the gradient, and vectors of channels that it transposes at once (winograd_outer-inl.hpp).
inline constexpr std::size_t winograd_tiles_in_group = 8, winograd_vectors_in_block = 4;

}  // namespace ansatz::ad
