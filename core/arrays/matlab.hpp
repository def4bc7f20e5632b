// Arrays of numbers in files of MATLAB 5, as `save` writes them.
//
// Source: The MathWorks, "MAT-File Format", chapter 1 (level 5). Elements are a tag of type and size with what it
// stands for; an array is an element of elements: flags, sizes, name, numbers. Arrays may be packed by zlib.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz {

struct MatlabArray {
  enum Type : std::uint32_t { int8 = 1, uint8, int16, uint16, int32, uint32, single, real = 9, int64 = 12, uint64 };
  std::vector<std::size_t> sizes;
  Type type = real;
  std::string bytes;  // the numbers, little-endian; the first index runs fastest

  /// All of them; none where they are no real numbers.
  std::vector<double> numbers() const;
};

/// The arrays of numbers in a file, by their names; what else there is is left out, complex numbers too. Throws
/// UserError where the file is none of this kind, or is damaged.
std::map<std::string, MatlabArray> parse_matlab(std::string_view bytes, const std::filesystem::path& file);

}  // namespace ansatz
