#include "ansatz/core/arrays.hpp"

#include "ansatz/core/results.hpp"
#include "arrays/matlab.hpp"
#include "arrays/npz.hpp"
#include "arrays/numbers.hpp"

namespace ansatz {

std::vector<double> with_last_fastest(const std::vector<std::size_t>& sizes, const std::vector<double>& values) {
  std::vector<double> turned;
  turned.reserve(values.size());
  std::vector<std::size_t> index(sizes.size(), 0), steps(sizes.size(), 1);
  for (std::size_t i = 1; i < sizes.size(); ++i) steps[i] = steps[i - 1] * sizes[i - 1];
  std::size_t at = 0;
  while (turned.size() < values.size()) {
    turned.push_back(values[at]);
    std::size_t i = sizes.size();
    for (; i > 0; --i) {
      at += steps[i - 1];
      if (++index[i - 1] < sizes[i - 1]) break;
      at -= steps[i - 1] * sizes[i - 1];
      index[i - 1] = 0;
    }
    if (i == 0) break;
  }
  return turned;
}

bool holds_arrays(const std::filesystem::path& file) {
  return file.extension() == ".npz" || file.extension() == ".mat";
}

std::map<std::string, NumberArray> read_arrays(const std::filesystem::path& file) {
  const std::string bytes = read_whole(file);
  if (file.extension() != ".mat") return parse_npz(bytes, file);
  std::map<std::string, NumberArray> arrays;
  for (const auto& [name, array] : parse_matlab(bytes, file)) {
    std::vector<double> values = array.numbers();
    if (!values.empty()) arrays[name] = {array.sizes, with_last_fastest(array.sizes, values)};
  }
  return arrays;
}

}  // namespace ansatz
