// A folder that is gone after the test.
#pragma once

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "ansatz/dsl/compile.hpp"

namespace ansatz::test {

class Folder {
 public:
  Folder() {
    std::random_device random;
    path_ = std::filesystem::temp_directory_path() / ("ansatz-dsl-" + std::to_string(random()));
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  /// As a run does: files under the names that the resolved problem gives them.
  void copy(const std::vector<dsl::DataFile>& files) const {
    for (const dsl::DataFile& file : files) {
      std::filesystem::create_directories((path_ / file.name).parent_path());
      std::filesystem::copy_file(file.path, path_ / file.name);
    }
  }

 private:
  std::filesystem::path path_;
};

}  // namespace ansatz::test
