#include "optimise/line_search.hpp"

#include <algorithm>
#include <cmath>

namespace ansatz::optimise {
namespace {

/// Relative rounding of a loss, some hundred times that of one number, since it is a sum over thousands of points:
/// differences below it carry no information.
constexpr double relative_noise = 1e-13;

struct Point {
  double at = 0, value = 0, slope = 0;
  bool finite() const { return std::isfinite(value) && std::isfinite(slope); }
};

/// Where the cubic through values and slopes of both ends is least (Nocedal and Wright 2006, p. 59), kept a tenth of
/// the interval away from its ends, so that it shrinks by that much at least. Near a wall: a tenth of the way to it.
double interpolate(const Point& a, const Point& b) {
  const double lower = std::min(a.at, b.at), width = std::abs(b.at - a.at);
  double t = lower + 0.5 * width;
  if (!b.finite()) return a.at + 0.1 * (b.at - a.at);
  const double d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.at - b.at);
  const double discriminant = d1 * d1 - a.slope * b.slope;
  if (discriminant >= 0) {
    const double d2 = std::copysign(std::sqrt(discriminant), b.at - a.at);
    const double cubic = b.at - (b.at - a.at) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
    if (std::isfinite(cubic)) t = cubic;
  }
  return std::clamp(t, lower + 0.1 * width, lower + 0.9 * width);
}

class Search {
 public:
  Search(Objective& objective, In theta, In direction, Point start, const Wolfe& wolfe, Out trial, Out gradient)
      : objective_(objective),
        theta_(theta),
        direction_(direction),
        start_(start),
        wolfe_(wolfe),
        trial_(trial),
        gradient_(gradient) {}

  LineStep run(double first) {
    Point last = start_;
    double length = first;
    while (evaluations_ < wolfe_.evaluations) {
      const Point p = evaluate(length);
      if (!p.finite() || !decreases(p) || (last.at > 0 && p.value >= last.value && !noisy(p))) return zoom(last, p);
      if (flat(p)) return accept(p);
      if (p.slope >= 0) return zoom(p, last);
      last = p;
      length *= 4;  // until it brackets; the factor is free (Nocedal and Wright 2006, section 3.5)
    }
    return settle(last);
  }

 private:
  /// `low` has the least value found so far and satisfies the first condition; its slope points towards `high`.
  LineStep zoom(Point low, Point high) {
    while (evaluations_ < wolfe_.evaluations) {
      const double length = interpolate(low, high);
      if (length == low.at || length == high.at) break;
      const Point p = evaluate(length);
      if (!p.finite() || !decreases(p) || (p.value >= low.value && !noisy(p))) {
        high = p;
      } else {
        if (flat(p)) return accept(p);
        if (p.slope * (high.at - low.at) >= 0) high = low;
        low = p;
      }
    }
    return settle(low);
  }

  /// The search has run out: the best point that lowers the loss serves, without its second condition.
  LineStep settle(const Point& low) {
    if (low.at == 0 || low.value >= start_.value) return {false, 0, start_.value, evaluations_};
    return accept(current_ == low.at ? low : evaluate(low.at));
  }

  Point evaluate(double length) {
    copy(theta_, trial_);
    add_scaled(trial_, length, direction_);
    ++evaluations_;
    current_ = length;
    const double value = objective_.value_and_gradient(trial_, gradient_);
    return {length, value, dot(gradient_, direction_)};
  }

  bool noisy(const Point& p) const {
    return std::abs(p.value - start_.value) <= relative_noise * std::abs(start_.value);
  }
  bool decreases(const Point& p) const {
    if (p.value <= start_.value + wolfe_.decrease * p.at * start_.slope) return true;
    return noisy(p) && p.slope <= (2 * wolfe_.decrease - 1) * start_.slope;
  }
  bool flat(const Point& p) const { return std::abs(p.slope) <= wolfe_.curvature * std::abs(start_.slope); }
  LineStep accept(const Point& p) const { return {true, p.at, p.value, evaluations_}; }

  Objective& objective_;
  In theta_, direction_;
  Point start_;
  Wolfe wolfe_;
  Out trial_, gradient_;
  unsigned evaluations_ = 0;
  double current_ = 0;  // the length at which trial and gradient were last computed
};

}  // namespace

LineStep strong_wolfe(Objective& objective, In theta, In direction, double value, double slope, double first,
                      const Wolfe& wolfe, Out trial, Out gradient) {
  return Search(objective, theta, direction, {0, value, slope}, wolfe, trial, gradient).run(first);
}

}  // namespace ansatz::optimise
