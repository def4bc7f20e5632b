// The micro-kernel keeps a block of rows x vectors of y in registers and walks once along the inner index. With 32
// registers 5 x 4 is the best shape: 9 loads feed 20 multiply-adds, and the usual widths (20, 50, 70) are multiples
// of 5; with 16 registers 4 x 3 (2 x 4 where the rows are few).
//
// Weights and columns must be registers of their own: GCC 12 otherwise folds a load into every multiply-add as a
// memory operand, and the loads become the bottleneck. `opaque` hides their origin from the compiler.
#include "backend/cpu/kernels/gemm.hpp"

#include "backend/cpu/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/kernels/gemm.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "backend/cpu/kernels/dispatch.hpp"
#include "backend/cpu/kernels/opaque-inl.hpp"
#include "backend/cpu/kernels/row_blocks-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t vector_block = many_registers ? 4 : 3;
constexpr std::size_t wide_vector_block = many_registers ? 8 : 4;  // for one or two rows

/// y[rows x vectors] = init + W x for one block.
template <class D, std::size_t rows, std::size_t vectors, class T = hn::TFromD<D>>
HWY_INLINE void multiply_block(D d, const GemmCall<T>& call, const T* HWY_RESTRICT w, std::size_t row,
                               std::size_t point) {
  const std::size_t lanes = hn::Lanes(d);
  const std::size_t x_stride = call.x_stride, y_stride = call.y_stride;
  hn::Vec<D> sum[rows][vectors];
  if (call.init == nullptr) {
#pragma GCC unroll 8
    for (std::size_t i = 0; i < rows; ++i)
#pragma GCC unroll 8
      for (std::size_t j = 0; j < vectors; ++j) sum[i][j] = hn::Zero(d);
  } else {
    const std::size_t init_stride = call.init_stride, step = call.init_per_point ? lanes : 0;
    const T* init = call.init + row * init_stride + (call.init_per_point ? point : 0);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < rows; ++i, init += init_stride)
#pragma GCC unroll 8
      for (std::size_t j = 0; j < vectors; ++j) sum[i][j] = hn::Load(d, init + j * step);
  }
  const T* HWY_RESTRICT x = call.x + point;
  for (std::size_t k = call.inner; k != 0; --k, w += rows, x += x_stride) {
    hn::Vec<D> column[vectors];
#pragma GCC unroll 8
    for (std::size_t j = 0; j < vectors; ++j) column[j] = opaque(hn::Load(d, x + j * lanes));
#pragma GCC unroll 8
    for (std::size_t i = 0; i < rows; ++i) {
      const auto weight = opaque(hn::Set(d, w[i]));
#pragma GCC unroll 8
      for (std::size_t j = 0; j < vectors; ++j) sum[i][j] = hn::MulAdd(weight, column[j], sum[i][j]);
    }
  }
  T* y = call.y + row * y_stride + point;
#pragma GCC unroll 8
  for (std::size_t i = 0; i < rows; ++i, y += y_stride)
#pragma GCC unroll 8
    for (std::size_t j = 0; j < vectors; ++j) hn::Store(sum[i][j], d, y + j * lanes);
}

template <class D, std::size_t vectors, class T = hn::TFromD<D>>
HWY_INLINE void multiply_rows(D d, const GemmCall<T>& call, std::size_t row, std::size_t rows, std::size_t point) {
  const T* w = call.weights + row * call.inner;
  switch (rows) {
    case 1: return multiply_block<D, 1, vectors>(d, call, w, row, point);
    case 2: return multiply_block<D, 2, vectors>(d, call, w, row, point);
    case 3: return multiply_block<D, 3, vectors>(d, call, w, row, point);
    case 4: return multiply_block<D, 4, vectors>(d, call, w, row, point);
    default:
      if constexpr (row_block == 5) return multiply_block<D, 5, vectors>(d, call, w, row, point);
  }
}

/// All rows of a panel of vectors; the row blocks differ by one row at most.
template <class D, std::size_t vectors, class T = hn::TFromD<D>>
HWY_NOINLINE void multiply_panel(D d, const GemmCall<T>& call, std::size_t point) {
  for_each_row_block(call.rows, [&](std::size_t first, std::size_t rows)
                                    HWY_ATTR { multiply_rows<D, vectors>(d, call, first, rows, point); });
}

template <class D, std::size_t rows, class T = hn::TFromD<D>>
HWY_NOINLINE std::size_t multiply_few_rows(D d, const GemmCall<T>& call) {
  const std::size_t step = wide_vector_block * hn::Lanes(d);
  std::size_t point = 0;
  for (; point + step <= call.points; point += step)
    multiply_block<D, rows, wide_vector_block>(d, call, call.weights, 0, point);
  return point;
}

template <class T>
void multiply(const GemmCall<T>& call) {
  const hn::ScalableTag<T> d;
  using D = decltype(d);
  const std::size_t lanes = hn::Lanes(d);
  std::size_t point = 0;
  if (call.rows == 1) point = multiply_few_rows<D, 1>(d, call);
  if (call.rows == 2) point = multiply_few_rows<D, 2>(d, call);
  for (; point + vector_block * lanes <= call.points; point += vector_block * lanes)
    multiply_panel<D, vector_block>(d, call, point);
  switch ((call.points - point) / lanes) {
    case 1: return multiply_panel<D, 1>(d, call, point);
    case 2: return multiply_panel<D, 2>(d, call, point);
    case 3:
      if constexpr (vector_block > 3) return multiply_panel<D, 3>(d, call, point);
  }
}

template <class T>
void pack(const double* source, std::size_t rows, std::size_t inner, bool transposed, T* packed) {
  const std::size_t row_step = transposed ? 1 : inner;
  const std::size_t inner_step = transposed ? rows : 1;
  for_each_row_block(rows, [&](std::size_t first, std::size_t count) {
    for (std::size_t k = 0; k < inner; ++k)
      for (std::size_t row = first; row < first + count; ++row)
        *packed++ = static_cast<T>(source[row * row_step + k * inner_step]);
  });
}

template <class T>
const GemmKernels<T>* kernels() {
  static const GemmKernels<T> table{hn::Lanes(hn::ScalableTag<T>()), row_block, &multiply<T>, &pack<T>};
  return &table;
}

}  // namespace

const GemmKernels<double>* gemm_f64() { return kernels<double>(); }
const GemmKernels<float>* gemm_f32() { return kernels<float>(); }

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ansatz::ad {
namespace {
HWY_EXPORT(gemm_f64);
HWY_EXPORT(gemm_f32);
}  // namespace

template <>
const GemmKernels<double>& gemm_kernels<double>(InstructionSet set) {
  return *ANSATZ_SELECT(gemm_f64, set);
}
template <>
const GemmKernels<float>& gemm_kernels<float>(InstructionSet set) {
  return *ANSATZ_SELECT(gemm_f32, set);
}

}  // namespace ansatz::ad
#endif
