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
#include <iterator>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {

/// What depends on the precision. Adding `shifter` = 1.5 * 2^mantissa + bias rounds to an integer n; n + bias, the
/// exponent of 2^n, then stands in the low bits. ln 2 is split so that n * ln2_high is exact. `series` holds the
/// coefficients of r^2, r^3, ... of expm1(r) for |r| <= ln(2) / 2, from Chebyshev interpolation of
/// (expm1(r) - r - r^2 / 2) / r^3; it ends at an odd power. Beyond `largest` exp is infinite (1024 ln 2 = 709.8, 128 ln
/// 2 = 88.7) and below `smallest` zero (-1075 ln 2 = -745.1, -150 ln 2 = -104.0); below `expm1_smallest` expm1 is -1
/// and from `tanh_largest` on tanh is 1, to rounding: e^x and 2 e^-2x are less than half of the last place.
template <class T>
struct ExponentialConstants;
template <>
struct ExponentialConstants<double> {
  static constexpr int mantissa = 52, bias = 1023;
  static constexpr double shifter = 0x1.8p52 + bias, log2e = 1.4426950408889634;
  static constexpr double ln2_high = 0x1.62e42fee00000p-1, ln2_low = 0x1.a39ef35793c76p-33;
  static constexpr double largest = 710, smallest = -746, expm1_smallest = -50, tanh_largest = 20;
  static constexpr double series[] = {0.5,
                                      0.166666666666666667,
                                      0.041666666666651355,
                                      0.00833333333333215575,
                                      0.00138888889058815425,
                                      0.000198412698543386114,
                                      0.0000248015363886907678,
                                      2.75572800670169796e-6,
                                      2.76138068615382881e-7,
                                      2.5095554677111111e-8};  // relative error 8e-17
};
template <>
struct ExponentialConstants<float> {
  static constexpr int mantissa = 23, bias = 127;
  static constexpr float shifter = 0x1.8p23f + bias, log2e = 1.44269504f;
  static constexpr float ln2_high = 0.693359375f, ln2_low = -2.12194440e-4f;
  static constexpr float largest = 89, smallest = -104, expm1_smallest = -24, tanh_largest = 10;
  static constexpr float series[] = {0.5f,           0.166666667f,   0.0416665546f,
                                     0.00833332089f, 0.00139261836f, 0.000198826983f};  // relative error 1e-9
};

/// x = n ln 2 + r, and expm1(r).
template <class D>
struct Reduced {
  hwy::HWY_NAMESPACE::Vec<D> shifted;  // n + bias in the low bits
  hwy::HWY_NAMESPACE::Vec<D> expm1_r;
};

/// unit^-1 expm1(unit r) = r + r^2 (even powers + r odd powers): two chains in place of one. `unit` is 1 or 2, so that
/// the coefficients, which take it up, stay as exact as they were.
template <int unit, class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V expm1_series(D d, V r) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  using C = ExponentialConstants<T>;
  constexpr int terms = static_cast<int>(std::size(C::series));
  const auto coefficient = [d](int k) HWY_ATTR {
    return hn::Set(d, C::series[k] * static_cast<T>(unit == 1 ? 1 : std::size_t{2} << k));
  };
  const V square = hn::Mul(r, r);
  V odd = coefficient(terms - 1), even = coefficient(terms - 2);
#pragma GCC unroll 8
  for (int k = terms - 3; k >= 1; k -= 2) {
    odd = hn::MulAdd(odd, square, coefficient(k));
    even = hn::MulAdd(even, square, coefficient(k - 1));
  }
  return hn::MulAdd(square, hn::MulAdd(odd, r, even), r);
}

/// For x = unit * `of`; the series is then that of expm1(r) / unit.
template <int unit = 1, class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE Reduced<D> reduce_exponent(D d, V of) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  using C = ExponentialConstants<T>;
  const V shifted = hn::MulAdd(of, hn::Set(d, unit * C::log2e), hn::Set(d, C::shifter));
  const V n = hn::Sub(shifted, hn::Set(d, C::shifter));
  const V r = hn::NegMulAdd(n, hn::Set(d, C::ln2_low / unit), hn::NegMulAdd(n, hn::Set(d, C::ln2_high / unit), of));
  return {shifted, expm1_series<unit>(d, r)};
}

/// 2^n, where `exponent` holds n + bias in the low bits; -bias < n <= bias.
template <class D, class I, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V power_of_two(D d, I exponent) {
  namespace hn = hwy::HWY_NAMESPACE;
  return hn::BitCast(d, hn::ShiftLeft<ExponentialConstants<hn::TFromD<D>>::mantissa>(exponent));
}

/// Whether Min and Max are the instructions of x86, which take the second operand where one is NaN. Clang's portable
/// set imitates vectors, and has the rules of std::min.
#define ANSATZ_X86_VECTORS (HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128)

/// The smaller and the larger of x and a limit; NaN stays NaN.
template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V at_most(D d, V x, hwy::HWY_NAMESPACE::TFromD<D> limit) {
  namespace hn = hwy::HWY_NAMESPACE;
#if ANSATZ_X86_VECTORS
  return hn::Min(hn::Set(d, limit), x);
#else
  return hn::IfThenElse(hn::Gt(x, hn::Set(d, limit)), hn::Set(d, limit), x);
#endif
}
template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V at_least(D d, V x, hwy::HWY_NAMESPACE::TFromD<D> limit) {
  namespace hn = hwy::HWY_NAMESPACE;
#if ANSATZ_X86_VECTORS
  return hn::Max(hn::Set(d, limit), x);
#else
  return hn::IfThenElse(hn::Lt(x, hn::Set(d, limit)), hn::Set(d, limit), x);
#endif
}

#undef ANSATZ_X86_VECTORS

template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V exponential(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  using C = ExponentialConstants<T>;
  const Reduced<D> reduced = reduce_exponent(d, at_least(d, at_most(d, x, C::largest), C::smallest));
  // 2^n in two factors: n may lie beyond the exponents of normal numbers in both directions.
  const hn::RebindToSigned<D> di;
  const auto n = hn::Sub(hn::BitCast(di, reduced.shifted), hn::BitCast(di, hn::Set(d, C::shifter)));
  const auto half = hn::ShiftRight<1>(n), bias = hn::Set(di, C::bias);
  const V first = power_of_two(d, hn::Add(half, bias));
  const V second = power_of_two(d, hn::Add(hn::Sub(n, half), bias));
  return hn::Mul(hn::MulAdd(reduced.expm1_r, first, first), second);
}

template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V exponential_minus_one(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  using C = ExponentialConstants<T>;
  const Reduced<D> reduced = reduce_exponent(d, at_least(d, at_most(d, x, C::largest), C::expm1_smallest));
  const hn::RebindToSigned<D> di;
  const V half_scale = power_of_two(d, hn::Sub(hn::BitCast(di, reduced.shifted), hn::Set(di, 1)));  // 2^n may overflow
  const V half = hn::MulAdd(half_scale, reduced.expm1_r, hn::Sub(half_scale, hn::Set(d, T{0.5})));
  return hn::CopySign(hn::Add(half, half), x);
}

/// a / b for b in [1, 1e30], correct to one unit in the last place. A division of AVX-512 vectors takes 16 cycles,
/// longer than all the rest of a hyperbolic tangent; Newton's iteration from the 14 bits of rcp14 takes about 5.
template <class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE V quotient(D d, V a, V b) {
  namespace hn = hwy::HWY_NAMESPACE;
#if HWY_TARGET == HWY_AVX3
  if constexpr (sizeof(hn::TFromD<D>) == 8) {
    const V rough{_mm512_rcp14_pd(b.raw)};
    const V reciprocal = hn::MulAdd(rough, hn::NegMulAdd(b, rough, hn::Set(d, 1.0)), rough);
    const V q = hn::Mul(a, reciprocal);
    return hn::MulAdd(reciprocal, hn::NegMulAdd(b, q, a), q);
  } else {
    const V reciprocal{_mm512_rcp14_ps(b.raw)};
    const V q = hn::Mul(a, reciprocal);
    return hn::MulAdd(reciprocal, hn::NegMulAdd(b, q, a), q);
  }
#else
  (void)d;
  return hn::Div(a, b);
#endif
}

/// tanh x = e / (e + 1), e = expm1(2 |x|) / 2, of several vectors stage by stage. One vector is a
/// chain of 25 operations that wait for each other, longer than what the processor looks ahead; a
/// stage of eight chains keeps it busy.
template <std::size_t count, class D, class V = hwy::HWY_NAMESPACE::Vec<D>>
HWY_INLINE void hyperbolic_tangents(D d, V (&x)[count]) {
  namespace hn = hwy::HWY_NAMESPACE;
  using T = hn::TFromD<D>;
  const hn::RebindToSigned<D> di;
  V magnitude[count], e[count];
  Reduced<D> reduced[count];
#pragma GCC unroll 8
  for (std::size_t j = 0; j < count; ++j)
    magnitude[j] = at_most(d, hn::Abs(x[j]), ExponentialConstants<T>::tanh_largest);
#pragma GCC unroll 8
  for (std::size_t j = 0; j < count; ++j) reduced[j] = reduce_exponent<2>(d, magnitude[j]);
#pragma GCC unroll 8
  for (std::size_t j = 0; j < count; ++j) {
    const V scale = power_of_two(d, hn::BitCast(di, reduced[j].shifted));
    e[j] = hn::MulAdd(scale, reduced[j].expm1_r, hn::MulAdd(scale, hn::Set(d, T{0.5}), hn::Set(d, T{-0.5})));
  }
#pragma GCC unroll 8
  for (std::size_t j = 0; j < count; ++j) x[j] = hn::CopySign(quotient(d, e[j], hn::Add(e[j], hn::Set(d, T{1}))), x[j]);
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
