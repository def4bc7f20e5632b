#include "figures/packing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include "encoding/bytes.hpp"
#include "figures/scaling.hpp"

namespace ansatz::figures {
namespace {

constexpr int usual_digits = 4, most_digits = 15;

bool is_inside(const std::vector<std::uint8_t>& outside, std::size_t cell) {
  return outside.empty() || outside[cell] == 0;
}

double rounded(double value, int digits) {
  const std::string text = fmt::format("{:.{}e}", value, digits - 1);
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The high three bytes of a single, rounded.
void append(std::string& bytes, double value) {
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(static_cast<float>(value));
  const std::uint32_t high = (std::isfinite(value) ? bits + 0x80 : bits) >> 8;
  for (const int shift : {16, 8, 0}) bytes += static_cast<char>(high >> shift & 0xff);
}

/// The power of two that is at most as large as `value`; 1 for 0.
double power_of_two(double value) { return value > 0 ? std::ldexp(1.0, std::ilogb(value)) : 1; }

}  // namespace

PackedNumbers packed_numbers(const std::vector<double>& values, const std::vector<std::uint8_t>& outside) {
  Extent extent(Scale::linear);
  for (std::size_t cell = 0; cell < values.size(); ++cell)
    if (is_inside(outside, cell)) extent.add(values[cell]);
  PackedNumbers packed;
  double largest = extent.empty() ? 0 : std::max(std::abs(extent.low()), std::abs(extent.high()));
  const double span = extent.empty() ? 0 : extent.high() - extent.low();
  if (span > 0 && largest / span >= 10) {
    packed.digits = std::min(most_digits, usual_digits + static_cast<int>(std::log10(largest / span)));
    packed.offset = extent.low() + span / 2;
    largest = span;
  }
  packed.unit = power_of_two(largest);
  std::string bytes;
  bytes.reserve(3 * values.size());
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    const double value = is_inside(outside, cell) ? values[cell] : packed.offset;
    // What has no place in a figure keeps its kind: infinite, or no number.
    const bool has = has_place(Scale::linear, value);
    append(bytes, has                    ? (rounded(value, packed.digits) - packed.offset) / packed.unit
                  : std::isfinite(value) ? std::copysign(HUGE_VAL, value)
                                         : value);
  }
  packed.base64 = base64(bytes);
  return packed;
}

std::vector<std::size_t> runs_of(const std::vector<std::uint8_t>& outside) {
  std::vector<std::size_t> runs{0};
  for (const std::uint8_t cell : outside) {
    const bool same = cell == (runs.size() - 1) % 2;
    if (!same) runs.push_back(0);
    ++runs.back();
  }
  return runs;
}

bool stand_evenly(const std::vector<double>& values) {
  if (values.size() < 3) return false;
  const double from = values.front(), step = (values.back() - from) / static_cast<double>(values.size() - 1);
  for (std::size_t k = 0; k < values.size(); ++k)
    if (!(std::abs(values[k] - (from + static_cast<double>(k) * step)) <= 1e-6 * std::abs(step))) return false;
  return true;
}

}  // namespace ansatz::figures
