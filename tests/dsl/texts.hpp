// The texts that tests of the language loop over: the files of some folders.
#pragma once

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/results.hpp"

namespace ansatz::test {

inline constexpr const char* gallery_folder = ANSATZ_SOURCE_DIR "/problems";
inline constexpr const char* examples_folder = ANSATZ_SOURCE_DIR "/tests/dsl/examples";
inline constexpr const char* wrong_folder = ANSATZ_SOURCE_DIR "/tests/dsl/bad";

struct TextFile {
  std::filesystem::path path;
  std::string text;
};

/// Ordinary files in the order of their names, folder by folder. `extension`: only these; empty: all.
inline std::vector<TextFile> texts_in(std::initializer_list<const char*> folders, std::string_view extension = ".pde") {
  std::vector<TextFile> files;
  for (const char* folder : folders) {
    const std::size_t before = files.size();
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.is_regular_file() && (extension.empty() || entry.path().extension() == extension))
        files.push_back({entry.path(), read_whole(entry.path())});
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end(),
              [](const TextFile& a, const TextFile& b) { return a.path < b.path; });
  }
  return files;
}

}  // namespace ansatz::test
