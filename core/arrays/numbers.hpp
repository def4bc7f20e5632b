// Numbers of all kinds, as files hold them, in doubles.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace ansatz {

/// The little-endian numbers of type T that fill `bytes`.
template <class T>
std::vector<double> numbers_of(std::string_view bytes) {
  static_assert(std::endian::native == std::endian::little);
  std::vector<double> values(bytes.size() / sizeof(T));
  for (std::size_t i = 0; i < values.size(); ++i) {
    T value;
    std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
    values[i] = static_cast<double>(value);
  }
  return values;
}

/// Values whose first index runs fastest, with the last one running fastest.
std::vector<double> with_last_fastest(const std::vector<std::size_t>& sizes, const std::vector<double>& values);

}  // namespace ansatz
