// The micro-kernel of gemm.cpp with windows in the place of vectors of points: 5 rows x 4 windows with 32 registers,
// 4 x 2 with 16. Why weights and columns are made `opaque` is said there.
#include "backend/cpu/kernels/windows.hpp"

#include "backend/cpu/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/kernels/windows.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "backend/cpu/kernels/dispatch.hpp"
#include "backend/cpu/kernels/opaque-inl.hpp"
#include "backend/cpu/kernels/row_blocks-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t registers_abreast = many_registers ? windows_abreast : 2;

/// Where the sums of a few rows, a few windows and one vector of points stand, and what goes into them.
template <class T>
struct Sums {
  const T* weights;  // packed, of the block of rows
  const T* x;        // at the points
  T* y;              // at the points, of the first row and window
  std::size_t row_step, window_step;
  const std::uint32_t* places;
  std::size_t count, place_step, first;  // of the places; the first of the block's windows that take part
  bool begins;
};

template <class D, std::size_t rows, std::size_t windows, class T = hn::TFromD<D>>
HWY_INLINE void multiply_block(D d, const Sums<T>& call) {
  hn::Vec<D> sum[rows][windows];
#pragma GCC unroll 8
  for (std::size_t i = 0; i < rows; ++i)
#pragma GCC unroll 8
    for (std::size_t j = 0; j < windows; ++j)
      sum[i][j] = call.begins ? hn::Zero(d) : hn::Load(d, call.y + i * call.row_step + j * call.window_step);
  const T* HWY_RESTRICT weights = call.weights;
  const T* HWY_RESTRICT x = call.x;
  const std::uint32_t* HWY_RESTRICT place = call.places;
  const std::size_t step = call.place_step, first = call.first + 1;
  for (std::size_t k = call.count; k != 0; --k, place += step) {
    const T* w = weights + std::size_t{place[0]} * rows;
    hn::Vec<D> column[windows];
#pragma GCC unroll 8
    for (std::size_t j = 0; j < windows; ++j) column[j] = opaque(hn::Load(d, x + place[first + j]));
#pragma GCC unroll 8
    for (std::size_t i = 0; i < rows; ++i) {
      const auto weight = opaque(hn::Set(d, w[i]));
#pragma GCC unroll 8
      for (std::size_t j = 0; j < windows; ++j) sum[i][j] = hn::MulAdd(weight, column[j], sum[i][j]);
    }
  }
#pragma GCC unroll 8
  for (std::size_t i = 0; i < rows; ++i)
#pragma GCC unroll 8
    for (std::size_t j = 0; j < windows; ++j)
      hn::Store(sum[i][j], d, call.y + i * call.row_step + j * call.window_step);
}

template <class D, std::size_t windows, class T = hn::TFromD<D>>
HWY_NOINLINE void multiply_rows(D d, const Sums<T>& sums, std::size_t rows) {
  switch (rows) {
    case 1: return multiply_block<D, 1, windows>(d, sums);
    case 2: return multiply_block<D, 2, windows>(d, sums);
    case 3: return multiply_block<D, 3, windows>(d, sums);
    case 4: return multiply_block<D, 4, windows>(d, sums);
    default:
      if constexpr (row_block == 5) return multiply_block<D, 5, windows>(d, sums);
  }
}

/// The windows of a block that fit into the registers, one vector of points.
template <class D, class T = hn::TFromD<D>>
void multiply_windows(D d, const Sums<T>& sums, std::size_t rows, std::size_t windows) {
  switch (windows) {
    case 1: return multiply_rows<D, 1>(d, sums, rows);
    case 2: return multiply_rows<D, 2>(d, sums, rows);
    case 3:
      if constexpr (registers_abreast > 2) return multiply_rows<D, 3>(d, sums, rows);
      break;
    default:
      if constexpr (registers_abreast > 2) return multiply_rows<D, 4>(d, sums, rows);
  }
}

template <class T>
void multiply(const WindowCall<T>& call) {
  const hn::ScalableTag<T> d;
  for (const WindowBlock* block = call.blocks; block != call.blocks + call.block_count; ++block)
    for (std::size_t point = 0; point < call.points; point += hn::Lanes(d))
      for (std::size_t first = 0; first < block->windows; first += registers_abreast)
        for_each_row_block(call.rows, [&](std::size_t row, std::size_t rows) HWY_ATTR {
          const std::size_t window = block->first_window + first, left = block->windows - first;
          const Sums<T> sums{.weights = call.weights + row * call.inner,
                             .x = call.x + point,
                             .y = call.y + (row * call.windows + window) * call.y_stride + point,
                             .row_step = call.windows * call.y_stride,
                             .window_step = call.y_stride,
                             .places = call.places + block->first_place,
                             .count = block->places,
                             .place_step = std::size_t{1} + block->windows,
                             .first = first,
                             .begins = block->begins};
          multiply_windows(d, sums, rows, left < registers_abreast ? left : registers_abreast);
        });
}

template <class T>
const WindowKernels<T>* kernels() {
  static const WindowKernels<T> table{&multiply<T>};
  return &table;
}

}  // namespace

const WindowKernels<double>* windows_f64() { return kernels<double>(); }
const WindowKernels<float>* windows_f32() { return kernels<float>(); }

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ansatz::ad {
namespace {
HWY_EXPORT(windows_f64);
HWY_EXPORT(windows_f32);
}  // namespace

template <>
const WindowKernels<double>& window_kernels<double>(InstructionSet set) {
  return *ANSATZ_SELECT(windows_f64, set);
}
template <>
const WindowKernels<float>& window_kernels<float>(InstructionSet set) {
  return *ANSATZ_SELECT(windows_f32, set);
}

}  // namespace ansatz::ad
#endif
