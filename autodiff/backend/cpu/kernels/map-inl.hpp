// Functions applied to rows of a tile, a few vectors at a time: what most loops of strip.cpp consist of.
//
// Operands are strips, one number a point, or scalars. Rows are padded to whole vectors, so no loop has a remainder
// smaller than a vector. tanh has a loop of its own: its vectors go through its stages side by side.
//
// Included once per instruction set; the toggle is Highway's way of an include guard for such files.
#if defined(ANSATZ_MAP_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ANSATZ_MAP_INL
#undef ANSATZ_MAP_INL
#else
#define ANSATZ_MAP_INL
#endif

#include <cstddef>
#include <utility>

#include "backend/cpu/kernels/numbers-inl.hpp"
#include "backend/cpu/kernels/strip.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

/// Rows [first, first + count) of a group.
struct RowBlock {
  std::size_t first, count;
};

/// Where the first row of the block stands.
template <class T>
HWY_INLINE const T* first_row(const StripOperand& operand, const StripFrame<T>& frame, RowBlock rows) {
  const T* space = operand.space == Space::tile ? frame.tile : frame.prepared;
  return space + operand.offset + (operand.local ? 0 : rows.first * operand.step);
}

/// Functions of the table, by name.
#define ANSATZ_UNARY(name, value, partial, doc) \
  struct name##_function {                      \
    template <class N>                          \
    HWY_INLINE N operator()(N x) const {        \
      return value;                             \
    }                                           \
  };
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) \
  struct name##_function {                                    \
    template <class N>                                        \
    HWY_INLINE N operator()(N a, N b) const {                 \
      return value;                                           \
    }                                                         \
  };
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY

/// How many neighbouring vectors `map_vectors` takes: chains of operations that do not wait for each other. Why tanh
/// has more: exponential-inl.hpp.
template <class F>
constexpr std::size_t together = 4;
template <>
constexpr std::size_t together<tanh_function> = 8;

/// out[i] = function(in[i]...) for `together` vectors, one after the other.
template <class D, class F, class T = hn::TFromD<D>, class... Pointers>
HWY_INLINE void map_vectors(D d, F function, T* HWY_RESTRICT out, const Pointers*... in) {
  const std::size_t lanes = hn::Lanes(d);
#pragma GCC unroll 4
  for (std::size_t j = 0; j < together<F>; ++j)
    hn::Store(function(Numbers<D>(hn::Load(d, in + j * lanes))...).v, d, out + j * lanes);
}
/// Side by side, for what most networks spend most of their elementwise time on.
template <class D, class T = hn::TFromD<D>>
HWY_INLINE void map_vectors(D d, tanh_function, T* HWY_RESTRICT out, const T* in) {
  constexpr std::size_t count = together<tanh_function>;
  const std::size_t lanes = hn::Lanes(d);
  hn::Vec<D> x[count];
#pragma GCC unroll 8
  for (std::size_t j = 0; j < count; ++j) x[j] = hn::Load(d, in + j * lanes);
  hyperbolic_tangents(d, x);
#pragma GCC unroll 8
  for (std::size_t j = 0; j < count; ++j) hn::Store(x[j], d, out + j * lanes);
}

/// out[i] = function(in[i]...); all operands have one number a point.
template <class D, class F, class T = hn::TFromD<D>, class... Pointers>
HWY_INLINE void map_strips(D d, F function, T* HWY_RESTRICT out, std::size_t points, const Pointers*... in) {
  const std::size_t lanes = hn::Lanes(d);
  std::size_t p = 0;
  for (; p + together<F> * lanes <= points; p += together<F> * lanes) map_vectors(d, function, out + p, in + p...);
  for (; p < points; p += lanes) hn::Store(function(Numbers<D>(hn::Load(d, in + p))...).v, d, out + p);
}

/// The same where some operands are scalars; with each comes its step from vector to vector.
template <class D, class F, class T = hn::TFromD<D>, class... Operands>
HWY_INLINE void map_mixed(D d, F function, T* HWY_RESTRICT out, std::size_t points, Operands... in) {
  const std::size_t lanes = hn::Lanes(d);
  for (std::size_t p = 0; p < points; p += lanes, out += lanes) {
    hn::Store(function(Numbers<D>(hn::Load(d, in.first))...).v, d, out);
    ((in.first += in.second), ...);
  }
}

/// target = function(operands...) for the rows of the block.
template <class D, class F, std::size_t... k, class T = hn::TFromD<D>>
HWY_INLINE void map(D d, const StripInstruction& instruction, const StripFrame<T>& frame, RowBlock rows, F function,
                    std::index_sequence<k...>) {
  constexpr std::size_t operands = sizeof...(k);
  const std::size_t lanes = hn::Lanes(d);
  const T* row[operands] = {first_row(instruction.operands[k], frame, rows)...};
  const std::size_t row_step[operands] = {instruction.operands[k].step...};
  const std::size_t step[operands] = {(instruction.operands[k].scalar ? 0 : lanes)...};  // from vector to vector
  T* out_row =
      frame.tile + instruction.target.offset + (instruction.target.local ? 0 : rows.first) * instruction.target.step;
  const bool all_strips = !(instruction.operands[k].scalar || ...);
  for (std::size_t r = 0; r < rows.count; ++r) {
    if (all_strips)
      map_strips(d, function, out_row, frame.points, row[k]...);
    else
      map_mixed(d, function, out_row, frame.points, std::pair{row[k], step[k]}...);
    ((row[k] += row_step[k]), ...);
    out_row += instruction.target.step;
  }
}

}  // namespace
}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
