// Arrays of whole numbers in files of MATLAB 5, as `save` writes them.
//
// Source: The MathWorks, "MAT-File Format", chapter 1 (level 5). Elements are a tag of type and size with what it
// stands for; an array is an element of elements: flags, sizes, name, numbers. Arrays may be packed by zlib.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "images/formats.hpp"

namespace ansatz {

struct MatlabArray {
  std::vector<std::size_t> sizes;
  std::vector<std::uint8_t> values;  // the first index runs fastest
};

/// The arrays of bytes in a file, by their names; arrays of other numbers are left out. Throws UserError where the file
/// is none of this kind, or is damaged.
std::map<std::string, MatlabArray> parse_matlab(const ReadFile& file);

}  // namespace ansatz
