// Sums along the lanes of many vectors at once: `lane_sums` turns n vectors into n numbers with less than three
// instructions each, where a sum of one vector by itself takes six in a dependent chain. At most one of the three moves
// numbers between lanes, which a processor can do once a cycle; the others are a blend and an addition.
//
// Included once per instruction set; the toggle is Highway's way of an include guard for such files.
#if defined(ANSATZ_HORIZONTAL_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ANSATZ_HORIZONTAL_INL
#undef ANSATZ_HORIZONTAL_INL
#else
#define ANSATZ_HORIZONTAL_INL
#endif

#include <cstddef>

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {

#if HWY_TARGET != HWY_SCALAR
/// Half the lanes of a float vector, as doubles: the sums of its two halves. Doubles stay as they are.
template <class D>
HWY_INLINE auto widen([[maybe_unused]] D d, hwy::HWY_NAMESPACE::Vec<D> v) {
  namespace hn = hwy::HWY_NAMESPACE;
  if constexpr (sizeof(hn::TFromD<D>) == 8) {
    return v;
  } else {
    const hn::Half<D> half;
    return hn::PromoteTo(hn::Repartition<double, D>(), hn::Add(hn::LowerHalf(half, v), hn::UpperHalf(half, v)));
  }
}

/// Neighbouring vectors a, b -> alternating lanes of (sums of a's pairs, sums of b's pairs).
template <class D, class V>
HWY_INLINE V pair_sums(D d, V a, V b) {
  namespace hn = hwy::HWY_NAMESPACE;
  return hn::Add(hn::OddEven(b, a), hn::CombineShiftRightBytes<8>(d, b, a));
}

/// The sums of the halves of p, then those of q.
template <class D, class V>
HWY_INLINE V half_sums(D d, V p, V q) {
  namespace hn = hwy::HWY_NAMESPACE;
  return hn::Add(hn::ConcatUpperLower(d, q, p), hn::ConcatLowerUpper(d, q, p));
}

/// sums[i] = sum of the lanes of v[i], i < count; `sums` has room for count rounded up to a multiple of 8.
template <std::size_t count, class D>
HWY_INLINE void lane_sums(D d, const hwy::HWY_NAMESPACE::Vec<D>* v, double* sums) {
  namespace hn = hwy::HWY_NAMESPACE;
  const auto at = [&](std::size_t i) HWY_ATTR { return widen(d, v[i < count ? i : count - 1]); };
  const hn::Repartition<double, D> wide;
#if HWY_TARGET == HWY_AVX3
#pragma GCC unroll 8
  for (std::size_t i = 0; i < count; i += 8) {
    hn::Vec<decltype(wide)> half[2];
#pragma GCC unroll 2
    for (std::size_t h = 0; h < 2; ++h) {
      const std::size_t first = i + 2 * h;
      const auto p = pair_sums(wide, at(first), at(first + 1)), q = pair_sums(wide, at(first + 4), at(first + 5));
      half[h] = half_sums(wide, p, q);
    }
    const auto straight = hn::OddEvenBlocks(half[1], half[0]);
    const auto crossed = hn::SwapAdjacentBlocks(hn::OddEvenBlocks(half[0], half[1]));
    hn::StoreU(hn::Add(straight, crossed), wide, sums + i);
  }
#elif HWY_TARGET == HWY_AVX2
#pragma GCC unroll 8
  for (std::size_t i = 0; i < count; i += 4) {
    const auto p = pair_sums(wide, at(i), at(i + 1)), q = pair_sums(wide, at(i + 2), at(i + 3));
    hn::StoreU(half_sums(wide, p, q), wide, sums + i);
  }
#else
  for (std::size_t i = 0; i < count; i += 2) hn::StoreU(pair_sums(wide, at(i), at(i + 1)), wide, sums + i);
#endif
}
#else
template <std::size_t count, class D>
HWY_INLINE void lane_sums(D, const hwy::HWY_NAMESPACE::Vec<D>* v, double* sums) {
  for (std::size_t i = 0; i < count; ++i) sums[i] = static_cast<double>(hwy::HWY_NAMESPACE::GetLane(v[i]));
}
#endif

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
