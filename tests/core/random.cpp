// Philox against its published vectors; the numbers made from it against what their names promise.
#include "ansatz/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using ansatz::Stream;

TEST_CASE("philox4x32-10 gives the published answers (Random123, kat_vectors)") {
  using Words = std::array<std::uint32_t, 4>;
  struct Answer {
    Words counter;
    std::array<std::uint32_t, 2> key;
    Words words;
  };
  constexpr std::uint32_t all = 0xffffffff;
  const Answer answers[] = {
      {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {{all, all, all, all}, {all, all}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
       {0xa4093822, 0x299f31d0},
       {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  for (const Answer& answer : answers) CHECK(ansatz::philox4x32(answer.counter, answer.key) == answer.words);
}

TEST_CASE("a draw depends on seed, name and index, and on nothing else") {
  const Stream stream(7, "weights");
  const double there = stream.uniform(3);
  (void)stream.uniform(1);
  CHECK(stream.uniform(3) == there);
  CHECK(Stream(7, "weights").uniform(3) == there);
  CHECK(Stream(8, "weights").uniform(3) != there);
  CHECK(Stream(7, "points").uniform(3) != there);
  CHECK(stream.uniform(4) != there);
  CHECK(Stream(7 + (std::uint64_t{1} << 40), "weights").uniform(3) != there);
  CHECK(stream.bits(std::uint64_t{1} << 40) != stream.bits(0));
}

TEST_CASE("uniform numbers fill [0, 1) evenly and streams are uncorrelated") {
  const Stream one(1, "one"), two(1, "two");
  constexpr int n = 40000, bins = 20;
  std::array<int, bins> hits{};
  double product = 0;
  for (int i = 0; i < n; ++i) {
    const double u = one.uniform(i);
    REQUIRE(u >= 0);
    REQUIRE(u < 1);
    ++hits[static_cast<int>(u * bins)];
    product += (u - 0.5) * (two.uniform(i) - 0.5);
  }
  double chi2 = 0;
  for (const int h : hits) chi2 += std::pow(h - n / bins, 2) / (double(n) / bins);
  CHECK(chi2 < 50);                                              // 19 degrees of freedom: exceeded once in 10,000
  CHECK(std::abs(product * 12 / n) < 4 / std::sqrt(double(n)));  // correlation within four deviations
}

TEST_CASE("normal numbers have the moments and the distribution of a normal") {
  const Stream stream(3, "normal");
  constexpr int n = 100000;
  double m1 = 0, m2 = 0, m4 = 0;
  int below = 0;
  for (int i = 0; i < n; ++i) {
    const double z = stream.normal(i);
    m1 += z / n;
    m2 += z * z / n;
    m4 += z * z * z * z / n;
    below += z < 1;
  }
  CHECK(std::abs(m1) < 0.0127);     // four deviations: 4 / sqrt(n)
  CHECK(std::abs(m2 - 1) < 0.018);  // 4 sqrt(2 / n)
  CHECK(std::abs(m4 - 3) < 0.124);  // 4 sqrt(96 / n)
  CHECK(std::abs(below / double(n) - 0.841345) < 0.0047);
}

TEST_CASE("a permutation holds every number once, and every order is equally likely") {
  const auto order = Stream(5, "order").permutation(1000);
  CHECK(std::set<std::size_t>(order.begin(), order.end()).size() == 1000);
  CHECK(*std::max_element(order.begin(), order.end()) == 999);
  CHECK(Stream(5, "order").permutation(0).empty());

  std::array<int, 6> hits{};
  constexpr int n = 6000;
  for (int seed = 0; seed < n; ++seed) {
    const auto p = Stream(seed, "three").permutation(3);
    ++hits[p[0] * 2 + (p[1] > p[2])];
  }
  double chi2 = 0;
  for (const int h : hits) chi2 += std::pow(h - 1000, 2) / 1000;
  CHECK(chi2 < 26);  // 5 degrees of freedom: exceeded once in 10,000
}
