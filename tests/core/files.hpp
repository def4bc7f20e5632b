// A folder that is gone after the test, and CSV files read back.
#pragma once

#include <charconv>
#include <filesystem>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "ansatz/core/results.hpp"

namespace ansatz::test {

class Folder {
 public:
  Folder() {
    std::random_device random;
    path_ = std::filesystem::temp_directory_path() / ("ansatz-test-" + std::to_string(random()));
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
  }

 private:
  std::filesystem::path path_;
};

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
