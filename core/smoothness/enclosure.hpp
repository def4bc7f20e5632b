// Intervals that hold all values of something, in outward rounded arithmetic, and what else is known of the values.
//
// Bounds are numbers or infinite; an infinite bound says that values are unbounded, all of them are real. What is
// exact in 64-bit numbers stays exact: sin of [0, 0] is [0, 0].
//
// Read next: enclose.hpp (the same of a whole expression).
#pragma once

#include <limits>

namespace ansatz::smoothness_of {

struct Enclosure {
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  double lower = -infinity, upper = infinity;
  bool never_zero = false;  // 0 is not among the values, be it within the bounds

  static Enclosure number(double v) { return {v, v, v != 0}; }
  bool positive() const { return lower > 0 || (lower >= 0 && never_zero); }
  bool negative() const { return upper < 0 || (upper <= 0 && never_zero); }
  bool not_negative() const { return lower >= 0; }
  bool not_positive() const { return upper <= 0; }
  bool excludes_zero() const { return never_zero || lower > 0 || upper < 0; }
  bool is_zero() const { return lower == 0 && upper == 0; }
  bool is_number() const { return lower == upper; }
  bool bounded() const { return lower > -infinity && upper < infinity; }
};

Enclosure operator-(const Enclosure& a);
Enclosure operator+(const Enclosure& a, const Enclosure& b);
Enclosure operator-(const Enclosure& a, const Enclosure& b);
Enclosure operator*(const Enclosure& a, const Enclosure& b);
/// b excludes 0.
Enclosure operator/(const Enclosure& a, const Enclosure& b);
Enclosure square(const Enclosure& a);
/// a is not negative.
Enclosure root(const Enclosure& a);
Enclosure absolute(const Enclosure& a);
/// All values of both.
Enclosure hull(const Enclosure& a, const Enclosure& b);
Enclosure larger(const Enclosure& a, const Enclosure& b);

/// A function that rises (`direction` 1) or falls (-1), within its bounds; its value at `exact` is the nearest 64-bit
/// number and exact. `error` of other values, relative.
struct Monotone {
  double (*value)(double x);
  double exact = std::numeric_limits<double>::quiet_NaN();
  double least = -Enclosure::infinity, most = Enclosure::infinity;
  int direction = 1;
  double error = 1e-15;
};
Enclosure monotone(const Monotone& f, const Enclosure& x);
Enclosure sine(const Enclosure& x);
Enclosure cosine(const Enclosure& x);
Enclosure hyperbolic_cosine(const Enclosure& x);

}  // namespace ansatz::smoothness_of
