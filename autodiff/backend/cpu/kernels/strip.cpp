// The loops behind strip instructions, one per code, generated from the table of operations and from the forms of a
// sum of products. Adding a row to elementwise.def adds its loop here without another line.
#include "backend/cpu/kernels/strip.hpp"

#include <array>

#include "backend/cpu/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/kernels/strip.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "backend/cpu/kernels/dispatch.hpp"
#include "backend/cpu/kernels/map-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

template <class T>
using Loop = void (*)(const StripInstruction&, const StripFrame<T>&, RowBlock);

#define ANSATZ_UNARY(name, value, partial, doc)                                                            \
  template <class T>                                                                                       \
  void name##_loop(const StripInstruction& instruction, const StripFrame<T>& frame, RowBlock rows) {       \
    map(hn::ScalableTag<T>(), instruction, frame, rows, name##_function(), std::make_index_sequence<1>()); \
  }
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc)                                              \
  template <class T>                                                                                       \
  void name##_loop(const StripInstruction& instruction, const StripFrame<T>& frame, RowBlock rows) {       \
    map(hn::ScalableTag<T>(), instruction, frame, rows, name##_function(), std::make_index_sequence<2>()); \
  }
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY

template <class T>
void select_loop(const StripInstruction& instruction, const StripFrame<T>& frame, RowBlock rows) {
  using N = Numbers<hn::ScalableTag<T>>;
  map(
      hn::ScalableTag<T>(), instruction, frame, rows,
      [](N condition, N yes, N no) HWY_ATTR -> N { return choose(condition != 0.0, yes, no); },
      std::make_index_sequence<3>());
}

template <class T>
void copy_loop(const StripInstruction& instruction, const StripFrame<T>& frame, RowBlock rows) {
  using N = Numbers<hn::ScalableTag<T>>;
  map(
      hn::ScalableTag<T>(), instruction, frame, rows, [](N x) HWY_ATTR -> N { return x; },
      std::make_index_sequence<1>());
}

/// The product of factors[first .. first + count), count >= 1.
template <std::size_t count, class V>
HWY_INLINE V product(const V* factors) {
  if constexpr (count == 1) return factors[0];
  if constexpr (count == 2) return hn::Mul(factors[0], factors[1]);
  if constexpr (count == 3) return hn::Mul(hn::Mul(factors[0], factors[1]), factors[2]);
}

template <std::size_t left, std::size_t right, Signs signs, class V>
HWY_INLINE V sum_of_products(const V* f) {
  constexpr bool minus_left = signs == Signs::minus_minus, minus_right = signs != Signs::plus_plus;
  if constexpr (right == 0) {
    const V p = product<left>(f);
    return minus_left ? hn::Neg(p) : p;
  } else if constexpr (left == 1 && right == 1) {
    if constexpr (minus_left) return hn::Neg(hn::Add(f[0], f[1]));
    return minus_right ? hn::Sub(f[0], f[1]) : hn::Add(f[0], f[1]);
  } else if constexpr (left == 1) {
    const V p = product<right - 1>(f + 1), q = f[right];
    if constexpr (minus_left) return hn::NegMulSub(p, q, f[0]);
    return minus_right ? hn::NegMulAdd(p, q, f[0]) : hn::MulAdd(p, q, f[0]);
  } else {
    const V p = product<left - 1>(f), q = f[left - 1], r = product<right>(f + left);
    if constexpr (minus_left) return hn::NegMulSub(p, q, r);
    return minus_right ? hn::MulSub(p, q, r) : hn::MulAdd(p, q, r);
  }
}

template <class T, std::size_t left, std::size_t right, Signs signs>
void products_loop(const StripInstruction& instruction, const StripFrame<T>& frame, RowBlock rows) {
  using N = Numbers<hn::ScalableTag<T>>;
  map(
      hn::ScalableTag<T>(), instruction, frame, rows,
      [](auto... x) HWY_ATTR -> N {
        const typename N::V factors[] = {x.v...};
        return sum_of_products<left, right, signs>(factors);
      },
      std::make_index_sequence<left + right>());
}

/// The sum of `points` numbers. Four sums side by side hide the latency of the addition.
template <class D, class T = hn::TFromD<D>>
HWY_INLINE double sum_of(D d, const T* at, std::size_t points) {
  const std::size_t lanes = hn::Lanes(d);
  auto s0 = hn::Zero(d), s1 = s0, s2 = s0, s3 = s0;
  std::size_t point = 0;
  for (; point + 4 * lanes <= points; point += 4 * lanes) {
    s0 = hn::Add(s0, hn::Load(d, at + point));
    s1 = hn::Add(s1, hn::Load(d, at + point + lanes));
    s2 = hn::Add(s2, hn::Load(d, at + point + 2 * lanes));
    s3 = hn::Add(s3, hn::Load(d, at + point + 3 * lanes));
  }
  for (; point + lanes <= points; point += lanes) s0 = hn::Add(s0, hn::Load(d, at + point));
  if (point != points) s1 = hn::Add(s1, hn::MaskedLoad(hn::FirstN(d, points - point), d, at + point));
  return static_cast<double>(hn::GetLane(hn::SumOfLanes(d, hn::Add(hn::Add(s0, s1), hn::Add(s2, s3)))));
}

/// sums[target] += the sum of the operand's valid points.
template <class T>
void reduce_loop(const StripInstruction& instruction, const StripFrame<T>& frame, RowBlock rows) {
  const StripOperand& operand = instruction.operands[0];
  const T* row = first_row(operand, frame, rows);
  double* sum = frame.sums + instruction.target.offset + rows.first * instruction.target.step;
  for (std::size_t r = 0; r < rows.count; ++r, row += operand.step, sum += instruction.target.step)
    *sum += operand.scalar ? static_cast<double>(*row) * static_cast<double>(frame.valid)
                           : sum_of(hn::ScalableTag<T>(), row, frame.valid);
}

/// The steps from row to row are part of the machine code; here it learns where the block begins.
template <class T>
void native_loop(const StripInstruction& instruction, const StripFrame<T>& frame, RowBlock rows) {
  NativeFrame native;
  native.tile_row = frame.tile + rows.first * instruction.operands[0].step;
  native.tile_fixed = native.local = frame.tile;
  native.prepared_row = frame.prepared + rows.first * (64 / sizeof(T));
  native.prepared_fixed = frame.prepared;
  native.point_bytes = frame.points * sizeof(T);
  native.rows = rows.count;
  instruction.native(&native);
}

template <class T, std::size_t... index>
constexpr std::array<Loop<T>, strip_codes> make_loops(std::index_sequence<index...>) {
  return {
#define ANSATZ_UNARY(name, value, partial, doc) &name##_loop<T>,
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) &name##_loop<T>,
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
      &select_loop<T>, &copy_loop<T>, &reduce_loop<T>,
      &products_loop<T, product_form(index).left, product_form(index).right, product_form(index).signs>...,
      &native_loop<T>};
}

template <class T>
constexpr auto loops = make_loops<T>(std::make_index_sequence<product_forms>());

template <class T>
void run(const StripInstruction* group, std::size_t count, std::size_t rows, const StripFrame<T>& frame) {
  for (std::size_t row = 0; row < rows; row += strip_rows)
    for (std::size_t i = 0; i < count; ++i)
      loops<T>[group[i].code](group[i], frame, {row, rows - row < strip_rows ? rows - row : strip_rows});
}

template <class T>
const StripKernels<T>* kernels() {
  static const StripKernels<T> table{&run<T>};
  return &table;
}

}  // namespace

const StripKernels<double>* strip_f64() { return kernels<double>(); }
const StripKernels<float>* strip_f32() { return kernels<float>(); }

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ansatz::ad {
namespace {
HWY_EXPORT(strip_f64);
HWY_EXPORT(strip_f32);
}  // namespace

template <>
const StripKernels<double>& strip_kernels<double>(InstructionSet set) {
  return *ANSATZ_SELECT(strip_f64, set);
}
template <>
const StripKernels<float>& strip_kernels<float>(InstructionSet set) {
  return *ANSATZ_SELECT(strip_f32, set);
}

}  // namespace ansatz::ad
#endif
