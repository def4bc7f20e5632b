#include "smoothness/enclosure.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numbers>

namespace ansatz::smoothness_of {
namespace {

constexpr double infinity = Enclosure::infinity;

/// The lower bound next to a rounded value. Values are real, so none of them is infinite.
double down(double v) { return v == infinity ? std::numeric_limits<double>::max() : std::nextafter(v, -infinity); }
double up(double v) { return -down(-v); }

/// A value, and whether it is exact.
struct Rounded {
  double value;
  bool exact;
};

Rounded sum(double a, double b) {
  const double s = a + b, of_b = s - a;
  return {s, std::isfinite(s) && (a - (s - of_b)) + (b - of_b) == 0};
}
/// 0 times unbounded values is 0.
Rounded product(double a, double b) {
  if (a == 0 || b == 0) return {0, true};
  const double p = a * b;
  return {p, std::isfinite(p) && std::abs(p) > 1e-290 && std::fma(a, b, -p) == 0};
}
Rounded quotient(double a, double b) {
  if (a == 0 || std::isinf(b)) return {0, true};  // b is a bound: values come as near to 0 as that
  if (b == 0) return {std::signbit(b) == (a < 0) ? infinity : -infinity, true};
  const double q = a / b;
  return {q, std::isfinite(q) && std::abs(q) > 1e-290 && std::fma(q, b, -a) == 0};
}
double low(Rounded v) { return std::isnan(v.value) ? -infinity : v.exact ? v.value : down(v.value); }
double high(Rounded v) { return std::isnan(v.value) ? infinity : v.exact ? v.value : up(v.value); }

Enclosure around(std::initializer_list<Rounded> ends, bool never_zero) {
  Enclosure made{infinity, -infinity, never_zero};
  for (const Rounded& end : ends) {
    made.lower = std::min(made.lower, low(end));
    made.upper = std::max(made.upper, high(end));
  }
  return made;
}

/// What is far from all multiples of the period of sine cannot be told by 64-bit numbers.
constexpr double most_angle = 1e6;

/// cos of values, and where its largest and smallest ones are.
bool holds_multiple(double from, double to, double shift) {
  constexpr double period = 2 * std::numbers::pi, slack = 1e-9;
  return std::floor((to - shift) / period + slack) - std::floor((from - shift) / period - slack) >= 1;
}
Enclosure wave(double (*value)(double), double exact, const Enclosure& x, double top) {
  if (!(x.lower >= -most_angle && x.upper <= most_angle)) return {-1, 1, false};
  if (x.is_number() && x.lower == 0) return Enclosure::number(exact);
  constexpr double error = 1e-15;
  const double a = value(x.lower), b = value(x.upper);
  Enclosure made{std::max(-1.0, std::min(a, b) - error), std::min(1.0, std::max(a, b) + error), false};
  if (holds_multiple(x.lower, x.upper, top)) made.upper = 1;
  if (holds_multiple(x.lower, x.upper, top + std::numbers::pi)) made.lower = -1;
  return made;
}

}  // namespace

Enclosure operator-(const Enclosure& a) { return {-a.upper, -a.lower, a.never_zero}; }

Enclosure operator+(const Enclosure& a, const Enclosure& b) {
  Enclosure made{low(sum(a.lower, b.lower)), high(sum(a.upper, b.upper)), false};
  made.never_zero = (a.not_negative() && b.not_negative() && (a.never_zero || b.never_zero)) ||
                    (a.not_positive() && b.not_positive() && (a.never_zero || b.never_zero));
  if (a.not_negative() && b.not_negative()) made.lower = std::max(made.lower, 0.0);
  if (a.not_positive() && b.not_positive()) made.upper = std::min(made.upper, 0.0);
  return made;
}

Enclosure operator-(const Enclosure& a, const Enclosure& b) { return a + -b; }

Enclosure operator*(const Enclosure& a, const Enclosure& b) {
  Enclosure made = around(
      {product(a.lower, b.lower), product(a.lower, b.upper), product(a.upper, b.lower), product(a.upper, b.upper)},
      a.excludes_zero() && b.excludes_zero());
  if ((a.not_negative() && b.not_negative()) || (a.not_positive() && b.not_positive()))
    made.lower = std::max(made.lower, 0.0);
  if ((a.not_negative() && b.not_positive()) || (a.not_positive() && b.not_negative()))
    made.upper = std::min(made.upper, 0.0);
  return made;
}

Enclosure operator/(const Enclosure& a, const Enclosure& b) {
  if (b.lower < 0 && b.upper > 0) return {-infinity, infinity, a.excludes_zero()};
  // A bound that is 0 is approached from the side on which b is.
  const double b_lower = b.lower == 0 ? 0.0 : b.lower, b_upper = b.upper == 0 ? -0.0 : b.upper;
  Enclosure made = around(
      {quotient(a.lower, b_lower), quotient(a.lower, b_upper), quotient(a.upper, b_lower), quotient(a.upper, b_upper)},
      a.excludes_zero());
  const bool above = b.lower >= 0;
  if (above ? a.not_negative() : a.not_positive()) made.lower = std::max(made.lower, 0.0);
  if (above ? a.not_positive() : a.not_negative()) made.upper = std::min(made.upper, 0.0);
  return made;
}

Enclosure square(const Enclosure& a) {
  const Enclosure b = absolute(a);
  return {std::max(0.0, low(product(b.lower, b.lower))), high(product(b.upper, b.upper)), a.excludes_zero()};
}

Enclosure root(const Enclosure& a) {
  const auto rounded = [](double v) {
    const double r = std::sqrt(v);
    return Rounded{r, std::isinf(r) || std::fma(r, r, -v) == 0};
  };
  return {std::max(0.0, low(rounded(a.lower))), high(rounded(a.upper)), a.excludes_zero()};
}

Enclosure absolute(const Enclosure& a) {
  if (a.not_negative()) return a;
  if (a.not_positive()) return -a;
  return {0, std::max(-a.lower, a.upper), a.never_zero};
}

Enclosure hull(const Enclosure& a, const Enclosure& b) {
  return {std::min(a.lower, b.lower), std::max(a.upper, b.upper), a.excludes_zero() && b.excludes_zero()};
}

Enclosure larger(const Enclosure& a, const Enclosure& b) {
  return {std::max(a.lower, b.lower), std::max(a.upper, b.upper),
          (a.excludes_zero() && b.excludes_zero()) || a.positive() || b.positive()};
}

Enclosure monotone(const Monotone& f, const Enclosure& x) {
  const auto rounded = [&](double v, int side) {
    const double value = f.value(v);
    if (v == f.exact || std::isinf(v)) return value;
    if (std::isnan(value)) return side * infinity;
    if (std::isinf(value)) return side * value > 0 ? value : side > 0 ? up(value) : down(value);
    const double widened = value + side * (f.error * std::abs(value) + std::numeric_limits<double>::denorm_min());
    return std::clamp(widened, f.least, f.most);
  };
  const double first = f.direction > 0 ? x.lower : x.upper, last = f.direction > 0 ? x.upper : x.lower;
  const double from = rounded(first, -1), to = rounded(last, 1);
  return {from, to, from > 0 || to < 0};
}

Enclosure sine(const Enclosure& x) {
  return wave([](double v) { return std::sin(v); }, 0, x, std::numbers::pi / 2);
}
Enclosure cosine(const Enclosure& x) {
  return wave([](double v) { return std::cos(v); }, 1, x, 0);
}

Enclosure hyperbolic_cosine(const Enclosure& x) {
  return monotone({[](double v) { return std::cosh(v); }, 0, 1}, absolute(x));
}

}  // namespace ansatz::smoothness_of
