// Numbers and text as bytes, little-endian on every machine; and a hash of bytes.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz {

/// FNV-1a, 64 bits: tells damaged or different contents apart; it is no protection against intent.
class Hash {
 public:
  void add(std::string_view bytes) {
    for (const char c : bytes) value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

class ByteWriter {
 public:
  void number(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) bytes_.push_back(static_cast<char>(value >> shift & 0xff));
  }
  void number(double value) { number(std::bit_cast<std::uint64_t>(value)); }
  void text(std::string_view value) {
    number(std::uint64_t{value.size()});
    bytes_.append(value);
  }
  void numbers(std::span<const double> values) {
    number(std::uint64_t{values.size()});
    for (const double value : values) number(value);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads what ByteWriter wrote. After reading past the end, or what cannot stand there, `good` is false and everything
/// read is empty.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t whole() {
    if (bytes_.size() < 8) return fail();
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(bytes_[static_cast<std::size_t>(i)]);
    bytes_.remove_prefix(8);
    return value;
  }
  /// One of the numbers from 0 to `end` - 1: anything else is damage, as the end is.
  std::uint64_t below(std::uint64_t end) {
    const std::uint64_t value = whole();
    return value < end ? value : fail();
  }
  double real() { return std::bit_cast<double>(whole()); }
  std::string text() {
    const std::size_t size = count(1);
    std::string value(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return value;
  }
  std::vector<double> numbers() {
    std::vector<double> values(count(8));
    for (double& value : values) value = real();
    return values;
  }
  /// A number of items that follow, of at least `size` bytes each: never more than there can be.
  std::size_t count(std::size_t size) {
    const std::uint64_t items = whole();
    return items <= bytes_.size() / size ? static_cast<std::size_t>(items) : static_cast<std::size_t>(fail());
  }
  bool good() const { return good_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::uint64_t fail() {
    good_ = false;
    bytes_ = {};
    return 0;
  }
  std::string_view bytes_;
  bool good_ = true;
};

}  // namespace ansatz
