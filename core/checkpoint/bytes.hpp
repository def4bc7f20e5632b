// Numbers and text as bytes, little-endian on every machine; and a hash of bytes.
//
// A state may be half of all memory: what is written goes on to a file, and what is read comes from one, in pieces of
// `piece_bytes`, so that its bytes are never all there beside it.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <istream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ansatz {

constexpr std::size_t piece_bytes = 1 << 16;

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
  using Sink = std::function<void(std::string_view)>;

  /// Keeps all bytes.
  ByteWriter() = default;
  /// Hands them on in pieces; the last of them by `flush`.
  explicit ByteWriter(Sink sink) : sink_(std::move(sink)) {}

  void number(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) bytes_.push_back(static_cast<char>(value >> shift & 0xff));
    if (sink_ && bytes_.size() >= piece_bytes) flush();
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
  /// Those that were not handed on.
  const std::string& bytes() const { return bytes_; }
  void flush() {
    if (!sink_) return;
    sink_(bytes_);
    bytes_.clear();
  }

 private:
  Sink sink_;
  std::string bytes_;
};

/// Reads what ByteWriter wrote. After reading past the end, or what cannot stand there, `good` is false and everything
/// read is empty.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : window_(bytes), left_(bytes.size()) {}
  /// The next `size` bytes of a stream, which must live longer; there must be as many.
  ByteReader(std::istream& in, std::uint64_t size) : in_(&in), left_(size) {}
  ByteReader(const ByteReader&) = delete;
  ByteReader& operator=(const ByteReader&) = delete;

  std::uint64_t whole() {
    if (left_ < 8 || !fill(8)) return fail();
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(window_[static_cast<std::size_t>(i)]);
    skip(8);
    return value;
  }
  /// One of the numbers from 0 to `end` - 1: anything else is damage, as the end is.
  std::uint64_t below(std::uint64_t end) {
    const std::uint64_t value = whole();
    return value < end ? value : fail();
  }
  double real() { return std::bit_cast<double>(whole()); }
  std::string text() {
    std::string value;
    for (std::size_t missing = count(1); missing > 0;) {
      if (!fill(1)) return fail(), std::string();
      const std::size_t part = std::min(missing, window_.size());
      value.append(window_.substr(0, part));
      skip(part);
      missing -= part;
    }
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
    return items <= left_ / size ? static_cast<std::size_t>(items) : static_cast<std::size_t>(fail());
  }
  bool good() const { return good_; }
  bool at_end() const { return left_ == 0; }

 private:
  /// Makes `bytes` of them be there, of those that are left; fewer than a piece.
  bool fill(std::size_t bytes) {
    if (window_.size() >= bytes || in_ == nullptr) return window_.size() >= bytes;
    std::string next(window_);
    const auto more = static_cast<std::size_t>(std::min<std::uint64_t>(piece_bytes, left_ - next.size()));
    const std::size_t kept = next.size();
    next.resize(kept + more);
    in_->read(next.data() + kept, static_cast<std::streamsize>(more));
    next.resize(kept + static_cast<std::size_t>(in_->gcount()));
    piece_ = std::move(next);
    window_ = piece_;
    return window_.size() >= bytes;
  }
  void skip(std::size_t bytes) {
    window_.remove_prefix(bytes);
    left_ -= bytes;
  }
  std::uint64_t fail() {
    good_ = false;
    window_ = {};
    left_ = 0;
    return 0;
  }

  std::istream* in_ = nullptr;
  std::string piece_;        // what of the stream is in memory
  std::string_view window_;  // the next bytes
  std::uint64_t left_;       // with those that are not in memory
  bool good_ = true;
};

}  // namespace ansatz
