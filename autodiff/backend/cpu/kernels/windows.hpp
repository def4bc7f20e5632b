// Products of free weights with the windows of an image: y_q = W x(q), x(q) the rows of window q, none of them copied.
//
// Neighbouring windows are what neighbouring points are to `multiply` in gemm.hpp: four of them pass through the
// registers together, so that few points a tile, which is what images leave room for, do no harm. The terms of a sum
// are cut into pieces, and the pieces of all windows come one after another: what windows share, a stripe of a few
// channels, and the weights of a piece stay in the first caches. Sums rest in y meanwhile, which does not change them.
//
// The cut is made once, when a program is compiled: a list of blocks.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ansatz/autodiff/instruction_set.hpp"

namespace ansatz::ad {

/// Neighbouring windows whose sums the kernel holds in registers (windows.cpp).
inline constexpr std::uint32_t windows_abreast = 4;

/// Neighbouring windows and some of their places. Of each place the list holds 1 + windows numbers: its column of W,
/// and where its row begins for each window.
struct WindowBlock {
  std::uint32_t first_window, windows;  // at most `windows_abreast`
  std::uint32_t places;
  bool begins;              // the sums begin here; else they go on from y
  std::size_t first_place;  // in the list
};

/// Strides are in elements; `points` is a multiple of the vector length.
template <class T>
struct WindowCall {
  std::size_t rows, inner, windows, points;
  const T* weights;  // packed by GemmKernels::pack, rows x inner
  const T* x;        // what the rows of the list count from
  T* y;              // row o of window q at (o * windows + q) * y_stride
  std::size_t y_stride;
  const WindowBlock* blocks;  // all of a product
  std::size_t block_count;
  const std::uint32_t* places;
};

template <class T>
struct WindowKernels {
  void (*multiply)(const WindowCall<T>&);
};

template <class T>
const WindowKernels<T>& window_kernels(InstructionSet set);

}  // namespace ansatz::ad
