// Two ways of summing, chosen by the shape of G alone: see outer_dots-inl.hpp and outer_columns-inl.hpp.
#include "backend/cpu/kernels/outer.hpp"

#include <algorithm>

#include "backend/cpu/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/kernels/outer.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "backend/cpu/kernels/dispatch.hpp"
#include "backend/cpu/kernels/outer_columns-inl.hpp"
#include "backend/cpu/kernels/outer_dots-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace {

template <class T>
void accumulate(const OuterCall<T>& call) {
  if constexpr (columns::available<T>)
    if (sums_by_columns(call.rows, call.cols)) return columns::accumulate(call);
  dots::accumulate(call);
}

template <class T>
void unpack(const double* sums, std::size_t rows, std::size_t cols, double* g) {
  if constexpr (columns::available<T>)
    if (sums_by_columns(rows, cols)) {
      std::copy_n(sums, rows * cols, g);
      return;
    }
  dots::unpack(sums, rows, cols, g);
}

template <class T>
const OuterKernels<T>* kernels() {
  static const OuterKernels<T> table{&accumulate<T>, &unpack<T>};
  return &table;
}

}  // namespace

const OuterKernels<double>* outer_f64() { return kernels<double>(); }
const OuterKernels<float>* outer_f32() { return kernels<float>(); }

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ansatz::ad {
namespace {
HWY_EXPORT(outer_f64);
HWY_EXPORT(outer_f32);
}  // namespace

template <>
const OuterKernels<double>& outer_kernels<double>(InstructionSet set) {
  return *ANSATZ_SELECT(outer_f64, set);
}
template <>
const OuterKernels<float>& outer_kernels<float>(InstructionSet set) {
  return *ANSATZ_SELECT(outer_f32, set);
}

}  // namespace ansatz::ad
#endif
