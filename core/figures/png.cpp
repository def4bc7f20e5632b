#include "figures/png.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "encoding/bytes.hpp"

namespace ansatz::figures {
namespace {

/// Bits as DEFLATE packs them: numbers from their lowest bit, codes from their highest.
class BitWriter {
 public:
  void number(std::uint32_t value, int bits) {
    for (int i = 0; i < bits; ++i) bit(value >> i & 1);
  }
  void code(std::uint32_t value, int bits) {
    for (int i = bits; i-- > 0;) bit(value >> i & 1);
  }
  std::string bytes() const { return bytes_; }

 private:
  void bit(std::uint32_t value) {
    if (used_ == 0) bytes_ += '\0';
    bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) | value << used_);
    used_ = (used_ + 1) % 8;
  }
  std::string bytes_;
  int used_ = 0;  // bits of the last byte
};

/// RFC 1951, 3.2.6: literals, the end and lengths.
void write_symbol(BitWriter& out, std::uint32_t symbol) {
  if (symbol < 144)
    out.code(0x30 + symbol, 8);
  else if (symbol < 256)
    out.code(0x190 + symbol - 144, 9);
  else if (symbol < 280)
    out.code(symbol - 256, 7);
  else
    out.code(0xC0 + symbol - 280, 8);
}

constexpr std::size_t shortest_run = 3, longest_run = 258;  // RFC 1951, 3.2.5

/// So many more of the byte before: a length, and the distance 1. The same section.
void write_run(BitWriter& out, std::size_t length) {
  static constexpr std::array<std::uint16_t, 29> least{3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                                       31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
  std::size_t k = least.size() - 1;
  while (least[k] > length) --k;
  write_symbol(out, static_cast<std::uint32_t>(257 + k));
  const int extra = k < 8 || k == 28 ? 0 : static_cast<int>(k / 4 - 1);
  out.number(static_cast<std::uint32_t>(length - least[k]), extra);
  out.code(0, 5);
}

/// RFC 1950, section 9.
std::uint32_t adler32(std::string_view bytes) {
  constexpr std::uint32_t modulus = 65521;
  std::uint32_t a = 1, b = 0;
  for (const char byte : bytes) {
    a = (a + static_cast<unsigned char>(byte)) % modulus;
    b = (b + a) % modulus;
  }
  return b << 16 | a;
}

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xff);
  return bytes;
}

std::string chunk(const std::string& name, const std::string& data) {
  return big_endian(static_cast<std::uint32_t>(data.size())) + name + data + big_endian(crc32(name + data));
}

/// Rows after their filters: none, or "up" where a row repeats the one above, which makes it zeros.
std::string filtered(const Picture& picture) {
  constexpr char none = 0, up = 2;
  std::string rows;
  for (std::size_t row = 0; row < picture.height; ++row) {
    const auto begin = picture.pixels.begin() + static_cast<std::ptrdiff_t>(row * picture.width);
    const auto end = begin + static_cast<std::ptrdiff_t>(picture.width);
    const bool repeats = row > 0 && std::equal(begin, end, begin - static_cast<std::ptrdiff_t>(picture.width));
    rows += repeats ? up : none;
    if (repeats)
      rows.append(picture.width, '\0');
    else
      rows.append(begin, end);
  }
  return rows;
}

}  // namespace

std::string zlib_stream(const std::string& bytes) {
  BitWriter out;
  out.number(1, 1);  // the last block
  out.number(1, 2);  // of fixed codes
  for (std::size_t i = 0; i < bytes.size();) {
    write_symbol(out, static_cast<unsigned char>(bytes[i++]));
    std::size_t run = 0;
    while (run < longest_run && i + run < bytes.size() && bytes[i + run] == bytes[i - 1]) ++run;
    if (run < shortest_run) continue;
    write_run(out, run);
    i += run;
  }
  constexpr std::uint32_t end_of_block = 256;
  write_symbol(out, end_of_block);
  return "\x78\x01" + out.bytes() + big_endian(adler32(bytes));
}

std::string png_of(const Picture& picture) {
  std::string palette;
  for (const Rgb& colour : picture.palette) palette.append(colour.begin(), colour.end());
  constexpr std::string_view depth_8_by_palette("\x08\x03\x00\x00\x00", 5);
  const std::string header = big_endian(static_cast<std::uint32_t>(picture.width)) +
                             big_endian(static_cast<std::uint32_t>(picture.height)) + std::string(depth_8_by_palette);
  std::string file = "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + chunk("PLTE", palette);
  if (!picture.opacity.empty()) file += chunk("tRNS", {picture.opacity.begin(), picture.opacity.end()});
  return file + chunk("IDAT", zlib_stream(filtered(picture))) + chunk("IEND", "");
}

}  // namespace ansatz::figures
