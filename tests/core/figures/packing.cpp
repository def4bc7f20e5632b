// Packed heat maps are read here as packing.hpp says, by code of its own: what comes back are the rounded values.
#include "figures/packing.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "ansatz/core/figure.hpp"

using namespace ansatz::figures;

namespace {

/// Six bits a character; the number of three bytes from its sign, exponent and mantissa.
std::vector<double> unpacked(const PackedNumbers& packed) {
  static const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::vector<double> values;
  REQUIRE(packed.base64.size() % 4 == 0);
  for (std::size_t at = 0; at < packed.base64.size(); at += 4) {
    unsigned bits = 0;
    for (std::size_t k = 0; k < 4; ++k) bits = bits * 64 + static_cast<unsigned>(alphabet.find(packed.base64[at + k]));
    const double sign = bits >> 23 != 0 ? -1 : 1;
    const int exponent = static_cast<int>(bits >> 15 & 0xff);
    const double mantissa = (bits & 0x7fff) / 32768.0;
    const double part = exponent == 255 ? (mantissa == 0 ? HUGE_VAL : NAN)
                        : exponent == 0 ? std::ldexp(mantissa, -126)
                                        : std::ldexp(1 + mantissa, exponent - 127);
    values.push_back(packed.offset + packed.unit * sign * part);
  }
  return values;
}

/// As a reader is shown it.
std::string digits_of(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*e", digits - 1, value);
  return text;
}

void check_back(const std::vector<double>& values) {
  const PackedNumbers packed = packed_numbers(values, {});
  const std::vector<double> back = unpacked(packed);
  REQUIRE(back.size() == values.size());
  for (std::size_t k = 0; k < values.size(); ++k)
    REQUIRE(digits_of(back[k], packed.digits) == digits_of(values[k], packed.digits));
}

}  // namespace

TEST_CASE("values come back with four digits of what they span, whatever their size") {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> any(-1, 1), exponent(-25, 0);
  std::vector<double> plain, small, large, offset, decades;
  for (int k = 0; k < 3000; ++k) {
    plain.push_back(any(random));
    small.push_back(1e-300 * any(random));
    large.push_back(1e299 * any(random));
    offset.push_back(293.15 + 1e-3 * any(random));
    decades.push_back(std::pow(10, exponent(random)));
  }
  for (const auto& values : {plain, small, large, offset, decades}) check_back(values);
  CHECK(packed_numbers(plain, {}).digits == 4);
  CHECK(packed_numbers(offset, {}).digits == 9);  // 293.150000: four of them within the span of 0.002
  check_back({1, 1, 1});
  check_back({0, 0});
}

TEST_CASE("what is no number stays none, and cells outside take no part") {
  const std::vector<double> back = unpacked(packed_numbers({NAN, HUGE_VAL, -HUGE_VAL, 1e305, 2}, {}));
  CHECK(std::isnan(back[0]));
  CHECK(back[1] == HUGE_VAL);
  CHECK(back[2] == -HUGE_VAL);
  CHECK(back[3] == HUGE_VAL);  // as it has no place in a figure
  CHECK(back[4] == 2);
  CHECK(packed_numbers({1e9, 2, 3}, {1, 0, 0}).digits == 4);
  CHECK(packed_numbers({1e9, 2, 3}, {1, 0, 0}).unit == 2);
}

TEST_CASE("runs of cells and even edges") {
  CHECK(runs_of({0, 0, 1, 1, 1, 0}) == std::vector<std::size_t>{2, 3, 1});
  CHECK(runs_of({1, 0}) == std::vector<std::size_t>{0, 1, 1});
  CHECK(stand_evenly({0, 0.1, 0.2, 0.1 * 3}));
  CHECK(!stand_evenly({0, 1, 3}));
  CHECK(!stand_evenly({0, 1}));
}

TEST_CASE("a packed figure has everything else as it was, in a quarter of the bytes") {
  HeatMap map{.label = "u"};
  for (int k = 0; k <= 100; ++k) map.x_edges.push_back(0.01 * k), map.y_edges.push_back(k * k);
  for (int k = 0; k < 10'000; ++k) map.values.push_back(std::sin(k)), map.outside.push_back(k % 100 > 90);
  Figure figure;
  figure.panels.push_back({.title = "t", .layers = {map, Line{.x = {1, 2}, .y = {0.1, 0.2}}}});
  const auto whole = nlohmann::json::parse(figure_to_json(figure));
  const auto packed = nlohmann::json::parse(figure_to_json(figure, Values::packed));
  const auto &before = whole["panels"][0]["layers"], &after = packed["panels"][0]["layers"];
  CHECK(after[1] == before[1]);
  CHECK(after[0]["y_edges"] == before[0]["y_edges"]);
  CHECK(after[0]["x_edges"]["count"] == 101);
  CHECK(after[0]["outside"]["runs"].size() == 200);
  CHECK(after[0]["values"]["base64"].get<std::string>().size() == 40'000);
  CHECK(packed["panels"][0]["title"] == "t");
  CHECK(packed.dump().size() < whole.dump().size() / 4);
}
