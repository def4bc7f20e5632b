// Arrays of NumPy: an archive of files with one array each.
//
// Sources: NumPy enhancement proposal 1, "A Simple File Format for NumPy Arrays"; PKWARE, APPNOTE.TXT, 4.3.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "ansatz/core/arrays.hpp"

namespace ansatz {

/// Throws UserError where the bytes are no archive, or an array in it is damaged.
std::map<std::string, NumberArray> parse_npz(std::string_view bytes, const std::filesystem::path& file);

}  // namespace ansatz
