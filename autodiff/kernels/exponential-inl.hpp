// exp, expm1, tanh and log of a vector; see numbers-inl.hpp for their error bounds.
//
// Included once per instruction set; the toggle is Highway's way of an include guard for such files.
#if defined(ANSATZ_EXPONENTIAL_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ANSATZ_EXPONENTIAL_INL
#undef ANSATZ_EXPONENTIAL_INL
#else
#define ANSATZ_EXPONENTIAL_INL
#endif

#include <cstddef>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {

/// What depends on the precision. Adding `shifter` = 1.5 * 2^mantissa rounds to an integer, which then stands in
/// the low bits; ln 2 is split so that n * ln2_high is exact.
template <class T>
struct ExponentialConstants;
template <>
struct ExponentialConstants<double> {
  static constexpr int mantissa = 52, bias = 1023, degree = 13;
  static constexpr double shifter = 0x1.8p52, log2e = 1.4426950408889634;
  static constexpr double ln2_high = 0x1.62e42fee00000p-1, ln2_low = 0x1.a39ef35793c76p-33;
  static constexpr double largest = 710, smallest = -746, expm1_smallest = -50, tanh_largest = 20;
};
template <>
struct ExponentialConstants<float> {
  static constexpr int mantissa = 23, bias = 127, degree = 8;
  static constexpr float shifter = 0x1.8p23f, log2e = 1.44269504f;
  static constexpr float ln2_high = 0.693359375f, ln2_low = -2.12194440e-4f;
  static constexpr float largest = 89, smallest = -104, expm1_smallest = -24, tanh_largest = 10;
};

/// 1/2!, 1/3!, ...
template <class T>
constexpr T inverse_factorial(int n) {
  double product = 1;
  for (int i = 2; i <= n; ++i) product *= i;
  return static_cast<T>(1 / product);
}

/// x = n ln 2 + r, and expm1(r).
template <class D>
struct Reduced {
  hwy::HWY_NAMESPACE::Vec<D> shifted;  // n in the low bits
  hwy::HWY_NAMESPACE::Vec<D> expm1_r;
};

/// r + r^2 (1/2! + r/3! + ...), the even and the odd terms apart (two chains in place of one).
template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V expm1_series(D d, V r) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  constexpr int top = ExponentialConstants<T>::degree;
  const V square = hn::Mul(r, r);
  V high = hn::Set(d, inverse_factorial<T>(top)), low = hn::Set(d, inverse_factorial<T>(top - 1));
#pragma GCC unroll 8
  for (int k = top - 2; k >= 3; k -= 2) {
    high = hn::MulAdd(high, square, hn::Set(d, inverse_factorial<T>(k)));
    low = hn::MulAdd(low, square, hn::Set(d, inverse_factorial<T>(k - 1)));
  }
  if constexpr (top % 2 == 0) {  // `high` ended at the even power 4, `low` at 3: finish with 1/2
    high = hn::MulAdd(high, square, hn::Set(d, inverse_factorial<T>(2)));
    return hn::MulAdd(square, hn::MulAdd(low, r, high), r);
  } else {
    return hn::MulAdd(square, hn::MulAdd(high, r, low), r);
  }
}

template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE Reduced<D> reduce_exponent(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  using C = ExponentialConstants<hn::TFromD<D>>;
  const V shifted = hn::MulAdd(x, hn::Set(d, C::log2e), hn::Set(d, C::shifter));
  const V n = hn::Sub(shifted, hn::Set(d, C::shifter));
  const V r = hn::NegMulAdd(n, hn::Set(d, C::ln2_low), hn::NegMulAdd(n, hn::Set(d, C::ln2_high), x));
  return {shifted, expm1_series(d, r)};
}

/// 2^(n + offset), n in the low bits of `shifted`; -bias < n + offset <= bias.
template <int offset, class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V power_of_two(D d, V shifted) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  using C = ExponentialConstants<T>;
  const hn::RebindToSigned<D> di;
  using I = hn::TFromD<decltype(di)>;
  const auto exponent = hn::Add(hn::BitCast(di, shifted), hn::Set(di, static_cast<I>(C::bias + offset)));
  return hn::BitCast(d, hn::ShiftLeft<C::mantissa>(exponent));
}

/// The smaller and the larger of x and a limit; NaN stays NaN.
template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V at_most(D d, V x, hwy::HWY_NAMESPACE::TFromD<D> limit) {
  namespace hn = hwy::HWY_NAMESPACE;
  return hn::IfThenElse(hn::Gt(x, hn::Set(d, limit)), hn::Set(d, limit), x);
}
template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V at_least(D d, V x, hwy::HWY_NAMESPACE::TFromD<D> limit) {
  namespace hn = hwy::HWY_NAMESPACE;
  return hn::IfThenElse(hn::Lt(x, hn::Set(d, limit)), hn::Set(d, limit), x);
}

template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V exponential(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  using C = ExponentialConstants<T>;
  const Reduced<D> reduced = reduce_exponent(d, at_least(d, at_most(d, x, C::largest), C::smallest));
  // 2^n in two factors: n may lie beyond the exponents of normal numbers in both directions.
  const hn::RebindToSigned<D> di;
  const auto n = hn::Sub(hn::BitCast(di, reduced.shifted), hn::BitCast(di, hn::Set(d, C::shifter)));
  const auto half = hn::ShiftRight<1>(n);
  const V first = power_of_two<0>(d, hn::BitCast(d, half));
  const V second = power_of_two<0>(d, hn::BitCast(d, hn::Sub(n, half)));
  return hn::Mul(hn::MulAdd(reduced.expm1_r, first, first), second);
}

/// For arguments already known to lie in [expm1_smallest, largest].
template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V expm1_in_range(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  const Reduced<D> reduced = reduce_exponent(d, x);
  const V scale = power_of_two<0>(d, reduced.shifted);
  return hn::MulAdd(scale, reduced.expm1_r, hn::Sub(scale, hn::Set(d, T{1})));
}

template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V exponential_minus_one(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  using C = ExponentialConstants<T>;
  const Reduced<D> reduced = reduce_exponent(d, at_least(d, at_most(d, x, C::largest), C::expm1_smallest));
  const V half_scale = power_of_two<-1>(d, reduced.shifted);  // 2^n itself may overflow
  const V half = hn::MulAdd(half_scale, reduced.expm1_r, hn::Sub(half_scale, hn::Set(d, T{0.5})));
  return hn::CopySign(hn::Add(half, half), x);
}

template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V hyperbolic_tangent(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  const V magnitude = at_most(d, hn::Abs(x), ExponentialConstants<T>::tanh_largest);
  const V e = expm1_in_range(d, hn::Add(magnitude, magnitude));
  return hn::CopySign(hn::Div(e, hn::Add(e, hn::Set(d, T{2}))), x);
}

/// Highway's logarithm, which is meant for positive finite arguments, with the special values of the C library.
template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V logarithm(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  const V zero = hn::Zero(d), infinity = hn::Set(d, std::numeric_limits<T>::infinity());
  V y = hn::IfThenElse(hn::Lt(x, infinity), hn::Log(d, x), x);  // infinity and NaN pass through
  y = hn::IfThenElse(hn::Eq(x, zero), hn::Neg(infinity), y);
  return hn::IfThenElse(hn::Lt(x, zero), hn::Set(d, std::numeric_limits<T>::quiet_NaN()), y);
}

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
