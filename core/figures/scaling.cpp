#include "figures/scaling.hpp"

#include <algorithm>

namespace ansatz::figures {
namespace {

/// Ranges are narrower than this, as a share of their values, only in their last digits.
constexpr double narrowest = 1e-9;

double bounded(double value) { return std::clamp(value, -largest_value, largest_value); }

/// On logarithmic axes all is reckoned in powers of e.
struct Ends {
  double low, high;
};

Ends widened(Ends ends, Scale scale) {
  const double size = std::max(std::abs(ends.low), std::abs(ends.high));
  const double least = scale == Scale::log ? 1e-6 : std::max(size * narrowest, smallest_span);
  if (ends.high - ends.low >= least) return ends;
  const double by = scale == Scale::log ? std::log(3.0) : size > smallest_span ? size * 0.1 : 1;
  return {ends.low - by, ends.high + by};
}

}  // namespace

bool Extent::add(double value) {
  if (!has_place(scale_, value)) return false;
  low_ = std::min(low_, value);
  high_ = std::max(high_, value);
  return true;
}

Scaling scaling_of(const Extent& extent, std::optional<double> from, std::optional<double> to, double margin) {
  const Scale scale = extent.scale();
  const auto in = [&](double v) { return scale == Scale::log ? std::log(v) : v; };
  const auto out = [&](double v) {
    if (scale == Scale::log) return std::exp(std::clamp(v, std::log(smallest_span), std::log(largest_value)));
    return bounded(v);
  };
  Ends ends =
      extent.empty() ? Ends{0, scale == Scale::log ? std::log(10.0) : 1.0} : Ends{in(extent.low()), in(extent.high())};
  if (from && to) return {scale, *from, *to};
  // The end that is asked for, and the data on its other side; where they lie on this side, some range beyond it.
  if (from) ends = {in(*from), std::max(in(*from), ends.high)};
  if (to) ends = {std::min(in(*to), ends.low), in(*to)};
  ends = widened(ends, scale);
  const double by = margin * (ends.high - ends.low);
  return {scale, from.value_or(out(ends.low - by)), to.value_or(out(ends.high + by))};
}

}  // namespace ansatz::figures
