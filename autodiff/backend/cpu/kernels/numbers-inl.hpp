// `Numbers<D>`: a vector that can be written like a number, so that the formulas of elementwise.def compile for it.
//
// Functions follow the C library at special values (infinities, NaN, zeros, arguments out of range). Error bounds, in
// units of the last place against the exact value, as the tests check them (f64 and f32 alike):
//
//   exp, expm1 2     tanh 3     sinh, cosh, log, log1p 4     sin, cos 3 (|x| <= 39000, beyond as the C library)
//   tan, asin, acos, atan, atan2, erf, pow: the C library's, number by number
//
// exp, expm1, tanh, sinh, cosh share one core: x = n ln 2 + r with |r| <= ln(2) / 2, and a polynomial
// for expm1(r) as long as the precision asks for. tanh x = e / (e + 1) with e = expm1(2 |x|) / 2
// keeps full accuracy near zero.
//
// Included once per instruction set; the toggle is Highway's way of an include guard for such files.
#if defined(ANSATZ_NUMBERS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ANSATZ_NUMBERS_INL
#undef ANSATZ_NUMBERS_INL
#else
#define ANSATZ_NUMBERS_INL
#endif

#include <cmath>
#include <cstddef>
#include <limits>

#include <hwy/contrib/math/math-inl.h>

#include "backend/cpu/kernels/exponential-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {

template <class D>
struct Numbers;

/// Up to here Highway's Sin and Cos are accurate, as math-inl.h says.
constexpr double largest_angle = 39000;

/// A condition at every lane; `indicator` and `choose` turn it into numbers.
template <class D>
struct Truth {
  hwy::HWY_NAMESPACE::Mask<D> m;
  friend HWY_INLINE Truth operator&&(Truth a, Truth b) { return {hwy::HWY_NAMESPACE::And(a.m, b.m)}; }
  friend HWY_INLINE Truth operator||(Truth a, Truth b) { return {hwy::HWY_NAMESPACE::Or(a.m, b.m)}; }
  friend HWY_INLINE Truth operator!(Truth a) { return {hwy::HWY_NAMESPACE::Not(a.m)}; }
  friend HWY_INLINE Numbers<D> indicator(Truth truth) {
    return hwy::HWY_NAMESPACE::IfThenElseZero(truth.m, Numbers<D>(1.0).v);
  }
  friend HWY_INLINE Numbers<D> choose(Truth truth, Numbers<D> yes, Numbers<D> no) {
    return hwy::HWY_NAMESPACE::IfThenElse(truth.m, yes.v, no.v);
  }
};

template <class D>
struct Numbers {
  using V = hwy::HWY_NAMESPACE::Vec<D>;
  using T = hwy::HWY_NAMESPACE::TFromD<D>;
  V v;

  HWY_INLINE Numbers(V vector) : v(vector) {}
  HWY_INLINE Numbers(double value) : v(hwy::HWY_NAMESPACE::Set(D(), static_cast<T>(value))) {}

  friend HWY_INLINE Numbers operator+(Numbers a, Numbers b) { return hwy::HWY_NAMESPACE::Add(a.v, b.v); }
  friend HWY_INLINE Numbers operator-(Numbers a, Numbers b) { return hwy::HWY_NAMESPACE::Sub(a.v, b.v); }
  friend HWY_INLINE Numbers operator*(Numbers a, Numbers b) { return hwy::HWY_NAMESPACE::Mul(a.v, b.v); }
  friend HWY_INLINE Numbers operator/(Numbers a, Numbers b) { return hwy::HWY_NAMESPACE::Div(a.v, b.v); }
  friend HWY_INLINE Numbers operator-(Numbers a) { return hwy::HWY_NAMESPACE::Neg(a.v); }
  friend HWY_INLINE Truth<D> operator<(Numbers a, Numbers b) { return {hwy::HWY_NAMESPACE::Lt(a.v, b.v)}; }
  friend HWY_INLINE Truth<D> operator<=(Numbers a, Numbers b) { return {hwy::HWY_NAMESPACE::Le(a.v, b.v)}; }
  friend HWY_INLINE Truth<D> operator>(Numbers a, Numbers b) { return {hwy::HWY_NAMESPACE::Gt(a.v, b.v)}; }
  friend HWY_INLINE Truth<D> operator>=(Numbers a, Numbers b) { return {hwy::HWY_NAMESPACE::Ge(a.v, b.v)}; }
  friend HWY_INLINE Truth<D> operator==(Numbers a, Numbers b) { return {hwy::HWY_NAMESPACE::Eq(a.v, b.v)}; }
  friend HWY_INLINE Truth<D> operator!=(Numbers a, Numbers b) { return {hwy::HWY_NAMESPACE::Ne(a.v, b.v)}; }

  friend HWY_INLINE Numbers abs(Numbers x) { return hwy::HWY_NAMESPACE::Abs(x.v); }
  friend HWY_INLINE Numbers sqrt(Numbers x) { return hwy::HWY_NAMESPACE::Sqrt(x.v); }
  friend HWY_INLINE Numbers floor(Numbers x) { return hwy::HWY_NAMESPACE::Floor(x.v); }
  friend HWY_INLINE Numbers max(Numbers a, Numbers b) { return choose(a >= b, a, b); }
  friend HWY_INLINE Numbers min(Numbers a, Numbers b) { return choose(a <= b, a, b); }

  friend HWY_INLINE Numbers exp(Numbers x) { return exponential(D(), x.v); }
  friend HWY_INLINE Numbers expm1(Numbers x) { return exponential_minus_one(D(), x.v); }
  friend HWY_INLINE Numbers tanh(Numbers x) {
    V one[] = {x.v};
    hyperbolic_tangents(D(), one);
    return one[0];
  }
  // (e + e / (e + 1)) / 2 with e = expm1(|x|); a large e may be infinite, and e / (e + 1) is 1 there.
  friend HWY_INLINE Numbers sinh(Numbers x) {
    const Numbers e = expm1(abs(x));
    const Numbers half = 0.5 * (e + choose(e < 1e30, e / (e + 1.0), 1.0));
    return hwy::HWY_NAMESPACE::CopySign(half.v, x.v);
  }
  // exp(|x|) / 2 + exp(-|x|) / 2.
  friend HWY_INLINE Numbers cosh(Numbers x) {
    const Numbers root = exp(0.5 * abs(x));  // exp(|x|) itself would overflow before cosh does
    const Numbers half = (0.5 * root) * root;
    return half + 0.25 / half;
  }
  friend HWY_INLINE Numbers log(Numbers x) { return logarithm(D(), x.v); }
  friend HWY_INLINE Numbers log1p(Numbers x) {
    namespace hn = hwy::HWY_NAMESPACE;
    const Numbers u = 1.0 + x;  // log(u) x / (u - 1): the rounding of u cancels (Goldberg 1991, theorem 4)
    const Numbers corrected = log(u) * (x / (u - 1.0));
    const Numbers finite = hn::IfThenElse((u == 1.0).m, x.v, corrected.v);
    return hn::IfThenElse((u < std::numeric_limits<T>::infinity()).m, finite.v, u.v);
  }
  friend HWY_INLINE Numbers sin(Numbers x) {
    namespace hn = hwy::HWY_NAMESPACE;
    if (HWY_LIKELY(hn::AllTrue(D(), (abs(x) <= largest_angle).m))) return hn::Sin(D(), x.v);
    return each(x, [](T value) { return std::sin(value); });
  }
  friend HWY_INLINE Numbers cos(Numbers x) {
    namespace hn = hwy::HWY_NAMESPACE;
    if (HWY_LIKELY(hn::AllTrue(D(), (abs(x) <= largest_angle).m))) return hn::Cos(D(), x.v);
    return each(x, [](T value) { return std::cos(value); });
  }
  friend HWY_INLINE Numbers tan(Numbers x) {
    return each(x, [](T value) { return std::tan(value); });
  }
  friend HWY_INLINE Numbers asin(Numbers x) {
    return each(x, [](T value) { return std::asin(value); });
  }
  friend HWY_INLINE Numbers acos(Numbers x) {
    return each(x, [](T value) { return std::acos(value); });
  }
  friend HWY_INLINE Numbers atan(Numbers x) {
    return each(x, [](T value) { return std::atan(value); });
  }
  friend HWY_INLINE Numbers erf(Numbers x) {
    return each(x, [](T value) { return std::erf(value); });
  }
  friend HWY_INLINE Numbers pow(Numbers a, Numbers b) {
    return each(a, b, [](T base, T exponent) { return std::pow(base, exponent); });
  }
  friend HWY_INLINE Numbers atan2(Numbers a, Numbers b) {
    return each(a, b, [](T y, T x) { return std::atan2(y, x); });
  }

 private:
  template <class F>
  static HWY_INLINE Numbers each(Numbers x, F function) {
    HWY_ALIGN T values[hwy::HWY_NAMESPACE::MaxLanes(D())];
    hwy::HWY_NAMESPACE::Store(x.v, D(), values);
    for (T& value : values) value = function(value);
    return hwy::HWY_NAMESPACE::Load(D(), values);
  }
  template <class F>
  static HWY_INLINE Numbers each(Numbers a, Numbers b, F function) {
    HWY_ALIGN T first[hwy::HWY_NAMESPACE::MaxLanes(D())];
    HWY_ALIGN T second[hwy::HWY_NAMESPACE::MaxLanes(D())];
    hwy::HWY_NAMESPACE::Store(a.v, D(), first);
    hwy::HWY_NAMESPACE::Store(b.v, D(), second);
    for (std::size_t i = 0; i < hwy::HWY_NAMESPACE::MaxLanes(D()); ++i) first[i] = function(first[i], second[i]);
    return hwy::HWY_NAMESPACE::Load(D(), first);
  }
};

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
