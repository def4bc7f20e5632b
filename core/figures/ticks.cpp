#include "figures/ticks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

namespace ansatz::figures {
namespace {

constexpr auto minus = "\u2212";
/// How much of the distance between ticks an end of the axis may fall short of one and still have it.
constexpr double slack = 1e-6;
/// Beyond these powers of ten labels are multiples of one.
constexpr int greatest_plain = 5, least_plain = -4;

/// digits * 10^power, rounded once.
double decimal(std::int64_t digits, int power) {
  const std::string text = fmt::format("{}e{}", digits, power);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The same as text, with as many decimals as -power.
std::string plain(std::int64_t digits, int power) {
  std::string text = std::to_string(digits < 0 ? -digits : digits);
  if (power >= 0) {
    if (digits != 0) text.append(static_cast<std::size_t>(power), '0');
  } else {
    const auto decimals = static_cast<std::size_t>(-power);
    if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
    text.insert(text.size() - decimals, ".");
  }
  return digits < 0 ? minus + text : text;
}

std::string superscript_of(int exponent) {
  return exponent < 0 ? minus + std::to_string(-exponent) : std::to_string(exponent);
}

int floor_log10(double value) { return static_cast<int>(std::floor(std::log10(value))); }

struct Step {
  int digit;
  int power;
  double size() const { return decimal(digit, power); }
};

/// The finest step of 1, 2 or 5 times a power of ten that is not finer than `least`.
Step step_of(double least) {
  for (int power = floor_log10(least) - 1;; ++power)
    for (const int digit : {1, 2, 5})
      if (decimal(digit, power) >= least * (1 - slack)) return {digit, power};
}

Ticks linear_ticks(double low, double high, int wanted) {
  const Step step = step_of((high - low) / wanted);
  const double size = step.size();
  const auto first = static_cast<std::int64_t>(std::ceil(low / size - slack));
  const auto last = static_cast<std::int64_t>(std::floor(high / size + slack));
  const int largest = floor_log10(std::max(std::abs(low), std::abs(high)));
  Ticks ticks;
  if (largest >= greatest_plain || largest <= least_plain) ticks.exponent = largest;
  // A coarser step may have no decimals left, and is written with zeros.
  const int power = step.power - ticks.exponent;
  for (std::int64_t i = first; i <= last; ++i)
    ticks.major.push_back({decimal(i * step.digit, step.power), plain(i * step.digit, power), ""});
  return ticks;
}

/// 1, 2 and 5 times powers of ten, each as a number by itself.
Ticks ticks_within_decades(double low, double high) {
  Ticks ticks;
  for (int power = floor_log10(low) - 1; power <= floor_log10(high) + 1; ++power)
    for (int digit = 1; digit < 10; ++digit) {
      const double value = decimal(digit, power);
      if (value < low * (1 - slack) || value > high * (1 + slack)) continue;
      const std::string factor = digit == 1 ? "" : fmt::format("{}\u00d7", digit);
      if (digit != 1 && digit != 2 && digit != 5)
        ticks.minor.push_back(value);
      else if (power > least_plain && power < greatest_plain)
        ticks.major.push_back({value, plain(digit, power), ""});
      else
        ticks.major.push_back({value, factor + "10", superscript_of(power)});
    }
  return ticks;
}

int floor_multiple(int value, int of) { return (value >= 0 ? value : value - of + 1) / of * of; }

Ticks power_ticks(int first, int last, double low, double high, int wanted) {
  constexpr std::array strides{1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 250, 300};
  const int count = last - first + 1;
  const auto fits = [&](int stride) { return (count + stride - 1) / stride <= wanted; };
  const auto found = std::find_if(strides.begin(), strides.end(), fits);
  const int stride = found == strides.end() ? strides.back() : *found;
  constexpr int most_decades_with_digits = 12, most_minor_powers = 40;
  Ticks ticks;
  for (int power = first - 1; power <= last; ++power) {
    if (power >= first) {
      if (floor_multiple(power, stride) == power)
        ticks.major.push_back({decimal(1, power), "10", superscript_of(power)});
      else if (count <= most_minor_powers)
        ticks.minor.push_back(decimal(1, power));
    }
    for (int digit = 2; stride == 1 && count <= most_decades_with_digits && digit < 10; ++digit)
      if (const double value = decimal(digit, power); value >= low && value <= high) ticks.minor.push_back(value);
  }
  return ticks;
}

Ticks logarithmic_ticks(double low, double high, int wanted) {
  const int first = static_cast<int>(std::ceil(std::log10(low) - slack));
  const int last = static_cast<int>(std::floor(std::log10(high) + slack));
  if (last > first) return power_ticks(first, last, low, high, wanted);
  Ticks ticks = ticks_within_decades(low, high);
  if (ticks.major.size() >= 3 && ticks.major.size() <= static_cast<std::size_t>(wanted) + 1) return ticks;
  return linear_ticks(low, high, wanted);
}

}  // namespace

Ticks ticks_of(const Scaling& scaling, int wanted) {
  const double low = std::min(scaling.from, scaling.to), high = std::max(scaling.from, scaling.to);
  // A single tick does not say how long a unit is.
  for (;; ++wanted) {
    Ticks ticks = scaling.scale == Scale::log ? logarithmic_ticks(low, high, wanted) : linear_ticks(low, high, wanted);
    if (ticks.major.size() >= 2) return ticks;
  }
}

Tick power_of_ten(int exponent) { return {decimal(1, exponent), "10", superscript_of(exponent)}; }

}  // namespace ansatz::figures
