// Twelve independent chains hide the latency of a multiply-add on two pipes; with the factors they fit 16 registers.
#include "backend/cpu/kernels/multiply_add.hpp"

#include "backend/cpu/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/kernels/multiply_add.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "backend/cpu/kernels/dispatch.hpp"
#include "backend/cpu/kernels/opaque-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

template <class T>
double multiply_adds(std::size_t rounds) {
  const hn::ScalableTag<T> d;
  constexpr std::size_t chains =
      12;  // two units of a latency of 4 need 8 in flight; 16 registers hold 12 and two factors
  const auto factor = opaque(hn::Set(d, T(0.999))), summand = opaque(hn::Set(d, T(0.001)));
  hn::Vec<decltype(d)> sum[chains];
#pragma GCC unroll 16
  for (std::size_t c = 0; c < chains; ++c) sum[c] = opaque(hn::Set(d, static_cast<T>(c)));
  for (std::size_t round = 0; round < rounds; ++round)
#pragma GCC unroll 16
    for (std::size_t c = 0; c < chains; ++c) sum[c] = hn::MulAdd(sum[c], factor, summand);
  for (std::size_t c = 1; c < chains; ++c) sum[0] = hn::Add(sum[0], sum[c]);
  const double used = 0.0 * static_cast<double>(hn::GetLane(sum[0]));  // or the compiler leaves all of it out
  return used + 2.0 * static_cast<double>(rounds * chains * hn::Lanes(d));
}

}  // namespace

using Function = double (*)(std::size_t);
Function multiply_adds_f64() { return &multiply_adds<double>; }
Function multiply_adds_f32() { return &multiply_adds<float>; }

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ansatz::ad {
namespace {
HWY_EXPORT(multiply_adds_f64);
HWY_EXPORT(multiply_adds_f32);
}  // namespace

template <>
double run_multiply_adds<double>(InstructionSet set, std::size_t rounds) {
  return ANSATZ_SELECT(multiply_adds_f64, set)(rounds);
}
template <>
double run_multiply_adds<float>(InstructionSet set, std::size_t rounds) {
  return ANSATZ_SELECT(multiply_adds_f32, set)(rounds);
}

}  // namespace ansatz::ad
#endif
