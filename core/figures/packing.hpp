// Numbers of heat maps in few bytes, for pages that hold many of them.
//
// A value is rounded to `digits` significant digits, and offset + unit * f is within a tenth of the last of them, where
// f is a float of 24 bits: sign, 8 bits of exponent, 15 of mantissa, as an IEEE 754 number of single precision without
// its last byte. Who reads a value rounds it to `digits` again and has the rounded one exactly. Three bytes are four
// characters of base64, the high byte first. assets/packed.js of the report reads this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ansatz::figures {

struct PackedNumbers {
  int digits = 4;
  double offset = 0, unit = 1;
  std::string base64;
};

/// Four digits of what the finite values span: of values that differ little against their size they are more, so that
/// their differences still have four. Those of cells that are outside are 0.
PackedNumbers packed_numbers(const std::vector<double>& values, const std::vector<std::uint8_t>& outside);

/// How many cells are inside, then how many are outside, and so on in turn.
std::vector<std::size_t> runs_of(const std::vector<std::uint8_t>& outside);

/// Whether the values are, but for rounding, those of an evenly spaced grid from the first to the last.
bool stand_evenly(const std::vector<double>& values);

}  // namespace ansatz::figures
