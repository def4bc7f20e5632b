// Arrays of numbers in files of other programs: NumPy's .npz and MATLAB's .mat.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ansatz {

struct NumberArray {
  std::vector<std::size_t> sizes;  // none of a single number
  std::vector<double> values;      // the last index runs fastest
};

/// Whether the name of a file says that it holds arrays: it ends in `.npz` or `.mat`.
bool holds_arrays(const std::filesystem::path& file);

/// The arrays of real numbers in a file of NumPy (.npz, packed or not) or MATLAB 5 (.mat, as `save` writes with -v6 and
/// -v7), by their names; arrays of anything else are left out. Throws WorldFailure where the file cannot be read, and
/// UserError where it is neither, or is damaged.
std::map<std::string, NumberArray> read_arrays(const std::filesystem::path& file);

}  // namespace ansatz
