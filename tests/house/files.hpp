// The files of the house, for tests that read them as text.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace ansatz::test {

inline std::string read(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

/// The ordinary files of the project, not of what was built from it or of what is hidden, in the order of their paths.
inline std::vector<std::filesystem::path> project_files() {
  namespace fs = std::filesystem;
  std::vector<fs::path> found;
  for (auto entry = fs::recursive_directory_iterator(ANSATZ_SOURCE_DIR); entry != fs::recursive_directory_iterator();
       ++entry) {
    const std::string name = entry->path().filename().string();
    if (entry->is_directory() && (name == "build" || name == "out" || name.starts_with(".")))
      entry.disable_recursion_pending();
    else if (entry->is_regular_file())
      found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The Markdown files among them.
inline std::vector<std::filesystem::path> documents() {
  std::vector<std::filesystem::path> found = project_files();
  std::erase_if(found, [](const std::filesystem::path& file) { return file.extension() != ".md"; });
  return found;
}

}  // namespace ansatz::test
