// The range of an axis, and how its values become shares of its length.
#pragma once

#include <cmath>
#include <optional>

#include "ansatz/core/figure.hpp"

namespace ansatz::figures {

/// What can be drawn: differences of values stay finite, and have a reciprocal that does.
constexpr double largest_value = 1e300, smallest_span = 1e-300;

/// Whether a value has a place on such an axis.
inline bool has_place(Scale scale, double value) {
  return std::abs(value) <= largest_value && (scale == Scale::linear || value >= smallest_span);
}

/// from != to, both have a place. A value is at the share 0 .. 1 of the way from one to the other.
struct Scaling {
  Scale scale = Scale::linear;
  double from = 0, to = 1;

  double share(double value) const {
    if (scale == Scale::log) return (std::log(value) - std::log(from)) / (std::log(to) - std::log(from));
    return value / (to - from) - from / (to - from);
  }
  double value(double share) const {
    if (scale == Scale::log) return std::exp(std::log(from) + share * (std::log(to) - std::log(from)));
    return from + share * (to - from);
  }
};

/// The least and the greatest of the values that were seen and have a place.
class Extent {
 public:
  explicit Extent(Scale scale) : scale_(scale) {}
  /// False where the value has no place.
  bool add(double value);
  Scale scale() const { return scale_; }
  bool empty() const { return low_ > high_; }
  double low() const { return low_; }
  double high() const { return high_; }

 private:
  Scale scale_;
  double low_ = HUGE_VAL, high_ = -HUGE_VAL;
};

/// The range that shows the values with a margin at both ends, as a share of the range; ends that are asked for stay.
/// One value, or none, has a range around it.
Scaling scaling_of(const Extent& extent, std::optional<double> from, std::optional<double> to, double margin);

}  // namespace ansatz::figures
