// Files of MATLAB 5 that tests write, as those in which SVHN is published.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

namespace ansatz::test {

inline std::string little_endian(std::initializer_list<std::uint32_t> numbers) {
  std::string bytes;
  for (const std::uint32_t number : numbers)
    for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(number >> shift & 0xff);
  return bytes;
}

inline std::string element(std::uint32_t type, std::string bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  while (bytes.size() % 8 != 0) bytes += '\0';
  return little_endian({type, size}) + bytes;
}

/// An array of class uint8; its name in the short form that MATLAB writes.
inline std::string matrix(char name, const std::string& sizes, const std::string& values) {
  return element(14, element(6, little_endian({9, 0})) + element(5, sizes) + little_endian({1 | 1 << 16}) +
                         std::string{name, 0, 0, 0} + element(2, values));
}

inline std::string matlab(const std::string& elements) {
  std::string header = "MATLAB 5.0 MAT-file";
  header.resize(124, ' ');
  return header + std::string("\0\1IM", 4) + elements;
}

}  // namespace ansatz::test
