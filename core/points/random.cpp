// Philox, and the map from its bits to numbers. See random.hpp for what it promises.
#include "ansatz/core/random.hpp"

#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace ansatz {
namespace {

constexpr std::uint32_t low(std::uint64_t word) { return static_cast<std::uint32_t>(word); }
constexpr std::uint32_t high(std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); }
constexpr std::uint64_t join(std::uint32_t lower, std::uint32_t upper) { return lower | std::uint64_t{upper} << 32; }

// FNV-1a: std::hash may differ between standard libraries, and then so would every run.
constexpr std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return h;
}

constexpr double unit(std::uint64_t word) { return static_cast<double>(word >> 11) * 0x1p-53; }

}  // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53} * counter[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {high(b) ^ counter[1] ^ key[0], low(b), high(a) ^ counter[3] ^ key[1], low(a)};
    key[0] += 0x9E3779B9;  // Weyl sequences of the golden ratio and of sqrt(3) - 1
    key[1] += 0xBB67AE85;
  }
  return counter;
}

Stream::Stream(std::uint64_t seed, std::string_view name) : seed_(seed), name_(hash(name)) {}

std::array<std::uint32_t, 4> Stream::block(std::uint64_t index) const {
  return philox4x32({low(index), high(index), low(name_), high(name_)}, {low(seed_), high(seed_)});
}

std::uint64_t Stream::bits(std::uint64_t index) const {
  const auto words = block(index);
  return join(words[0], words[1]);
}

double Stream::uniform(std::uint64_t index) const { return unit(bits(index)); }

double Stream::normal(std::uint64_t index) const {
  const auto words = block(index);
  const double radius = std::sqrt(-2 * std::log(1 - unit(join(words[0], words[1]))));  // log of (0, 1]
  return radius * std::cos(2 * std::numbers::pi * unit(join(words[2], words[3])));
}

std::vector<std::size_t> Stream::permutation(std::size_t count) const {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t left = count; left > 1; --left) {
    const auto pick = static_cast<std::size_t>(uniform(left) * static_cast<double>(left));
    std::swap(order[left - 1], order[pick]);
  }
  return order;
}

}  // namespace ansatz
