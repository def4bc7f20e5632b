// Ticks over ranges of every size: where they are, how many, what is written at them.

#include "figures/ticks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

using namespace ansatz::figures;

namespace {

std::string with_hyphen(std::string text) {
  if (text.starts_with("\u2212")) text.replace(0, 3, "-");
  return text;
}

double written(const Tick& tick, int exponent) {
  const std::string text = with_hyphen(tick.text);
  if (tick.superscript.empty()) return std::stod(text + "e" + std::to_string(exponent));
  const std::string digit = text == "10" ? "1" : text.substr(0, 1);
  return std::stod(digit + "e" + with_hyphen(tick.superscript));
}

void check_ticks(const Scaling& scaling, int wanted) {
  CAPTURE(scaling.from);
  CAPTURE(scaling.to);
  CAPTURE(wanted);
  const Ticks ticks = ticks_of(scaling, wanted);
  const double low = std::min(scaling.from, scaling.to), high = std::max(scaling.from, scaling.to);
  const auto rounding = [&](double end) { return 1e-5 * (scaling.scale == Scale::log ? end : high - low); };
  CHECK(ticks.major.size() >= 2);
  CHECK(ticks.major.size() <= std::max(5, wanted + 1));
  for (std::size_t i = 0; i < ticks.major.size(); ++i) {
    const Tick& tick = ticks.major[i];
    CHECK(tick.value >= low - rounding(low));
    CHECK(tick.value <= high + rounding(high));
    CHECK(written(tick, ticks.exponent) == tick.value);  // what is written is what is meant, to the bit
    if (i > 0) CHECK(tick.value > ticks.major[i - 1].value);
  }
  for (const double minor : ticks.minor)
    CHECK(std::none_of(ticks.major.begin(), ticks.major.end(), [&](const Tick& t) { return t.value == minor; }));
  CHECK(std::is_sorted(ticks.minor.begin(), ticks.minor.end()));
}

std::size_t decimals(const std::string& text) {
  const std::size_t point = text.find('.');
  return point == std::string::npos ? 0 : text.size() - point - 1;
}

}  // namespace

TEST_CASE("linear ticks lie in the range, are round, alike in decimals and neither few nor many") {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> unit(-1, 1), power(-250, 250), narrow(-8, 0);
  for (int trial = 0; trial < 3000; ++trial) {
    const double size = std::pow(10, power(random)), middle = size * unit(random);
    const double half = size * std::pow(10, narrow(random));
    const Scaling scaling{Scale::linear, middle - half, middle + half};
    const int wanted = 2 + trial % 8;
    check_ticks(scaling, wanted);
    const Ticks ticks = ticks_of(scaling, wanted);
    CHECK(static_cast<double>(ticks.major.size()) >= std::floor(wanted / 2.5));
    for (const Tick& tick : ticks.major) CHECK(decimals(tick.text) == decimals(ticks.major[0].text));
    if (ticks.major.size() < 2) continue;
    const double step = ticks.major[1].value - ticks.major[0].value;
    const double digit = step / std::pow(10, std::floor(std::log10(step) + 1e-6));
    CHECK(std::min({std::abs(digit - 1), std::abs(digit - 2), std::abs(digit - 5)}) < 1e-5);
  }
}

TEST_CASE("logarithmic ticks hold over any number of decades") {
  std::mt19937_64 random(2);
  std::uniform_real_distribution<double> power(-290, 290), wide(-3, 2.4);
  for (int trial = 0; trial < 3000; ++trial) {
    const double low = power(random), decades = std::pow(10, wide(random));
    check_ticks({Scale::log, std::pow(10, low), std::pow(10, std::min(299.0, low + decades))}, 2 + trial % 8);
  }
}

TEST_CASE("what is written at ticks") {
  const auto texts = [](const Scaling& scaling, int wanted) {
    std::string all;
    for (const Tick& tick : ticks_of(scaling, wanted).major)
      all += (all.empty() ? "" : " ") + tick.text + (tick.superscript.empty() ? "" : "^" + tick.superscript);
    return all;
  };
  CHECK(texts({Scale::linear, -1, 1}, 4) == "\u22121.0 \u22120.5 0.0 0.5 1.0");
  CHECK(texts({Scale::linear, 1, -1}, 4) == "\u22121.0 \u22120.5 0.0 0.5 1.0");
  CHECK(texts({Scale::linear, 0, 15000}, 4) == "0 5000 10000 15000");
  CHECK(texts({Scale::linear, 0, 3e-7}, 3) == "0 1 2 3");
  CHECK(ticks_of({Scale::linear, 0, 3e-7}, 3).exponent == -7);
  CHECK(texts({Scale::log, 1e-6, 1}, 7) == "10^\u22126 10^\u22125 10^\u22124 10^\u22123 10^\u22122 10^\u22121 10^0");
  CHECK(texts({Scale::log, 1e-6, 1}, 4) == "10^\u22126 10^\u22124 10^\u22122 10^0");
  CHECK(texts({Scale::log, 0.15, 9}, 6) == "0.2 0.5 1 2 5");
  CHECK(texts({Scale::log, 0.8e7, 6e7}, 4) == "10^7 2\u00d710^7 5\u00d710^7");
  CHECK(ticks_of({Scale::log, 1, 100}, 5).minor.size() == 16);
}

TEST_CASE("ranges of one value, of none and of all values can be drawn") {
  const auto of = [](Scale scale, std::initializer_list<double> values) {
    Extent extent(scale);
    for (const double value : values) extent.add(value);
    return scaling_of(extent, {}, {}, 0.05);
  };
  for (const Scale scale : {Scale::linear, Scale::log})
    for (const auto& values : std::vector<std::vector<double>>{{},
                                                               {0},
                                                               {5},
                                                               {-3},
                                                               {1e-310},
                                                               {1e300},
                                                               {-1e300, 1e300},
                                                               {1e-300, 1e300},
                                                               {1, 1 + 1e-15},
                                                               {INFINITY},
                                                               {NAN}}) {
      Extent extent(scale);
      for (const double value : values) extent.add(value);
      const Scaling scaling = scaling_of(extent, {}, {}, 0.05);
      check_ticks(scaling, 5);
      CHECK(scaling.share(scaling.from) == doctest::Approx(0).epsilon(1e-9));
      CHECK(scaling.share(scaling.to) == doctest::Approx(1));
      for (const double value : values)
        if (has_place(scale, value)) CHECK(std::abs(scaling.share(value) - 0.5) <= 0.5 + 1e-9);
    }
  CHECK(of(Scale::linear, {1, 3}).from == doctest::Approx(0.9));
  Extent extent(Scale::linear);
  extent.add(1), extent.add(3);
  CHECK(scaling_of(extent, 0, {}, 0.05).from == 0);
  CHECK(scaling_of(extent, 7, {}, 0.05).to > 7);  // beyond all values there is a range still
}
