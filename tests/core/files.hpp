// CSV files read back, and a folder for them.
#pragma once

#include <charconv>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "../folder.hpp"
#include "ansatz/core/results.hpp"

namespace ansatz::test {

/// Rows of cells; knows no quotes.
inline std::vector<std::vector<std::string>> read_csv(const std::filesystem::path& file) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream text(read_whole(file));
  for (std::string line; std::getline(text, line);) {
    rows.emplace_back();
    line += ',';
    for (std::size_t from = 0, to; (to = line.find(',', from)) != std::string::npos; from = to + 1)
      rows.back().push_back(line.substr(from, to - from));
  }
  return rows;
}

inline double number(const std::string& cell) {
  double value = -1;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

}  // namespace ansatz::test
