// Random numbers that depend on nothing but a seed, the name of what they are for, and an index.
//
// A generator with a hidden state makes every draw depend on all draws before it: add a sampler and every
// network starts elsewhere. Here a draw is a pure function. `Stream(seed, "weights").normal(17)` is the same
// number in every run, on every machine, in any order, from any thread; streams of different names have
// nothing to do with each other.
//
// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011), Philox4x32-10.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ansatz {

/// Ten rounds of Philox on four 32-bit words: a bijection of the counter for each key.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

class Stream {
 public:
  /// The seed is the key; the name, hashed to 64 bits, is the upper half of the counter.
  Stream(std::uint64_t seed, std::string_view name);

  /// 64 independent bits.
  std::uint64_t bits(std::uint64_t index) const;
  /// A multiple of 2^-53 in [0, 1). Never 1.
  double uniform(std::uint64_t index) const;
  /// Mean 0, variance 1 (Box and Muller; the largest value possible is 8.6). Shares its bits with
  /// `uniform(index)`: draw both from one stream and they are not independent.
  double normal(std::uint64_t index) const;
  /// The numbers 0, ..., count - 1 in an order in which every order is equally likely (Fisher and Yates).
  std::vector<std::size_t> permutation(std::size_t count) const;

 private:
  std::array<std::uint32_t, 4> block(std::uint64_t index) const;

  std::uint64_t seed_;
  std::uint64_t name_;
};

}  // namespace ansatz
