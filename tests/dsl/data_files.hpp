// What a run leaves of the tables that a problem reads.
#pragma once

#include <filesystem>
#include <vector>

#include "../folder.hpp"
#include "ansatz/dsl/compile.hpp"

namespace ansatz::test {

/// As a run does: files under the names that the resolved problem gives them.
inline void copy(const std::vector<dsl::DataFile>& files, const Folder& to) {
  for (const dsl::DataFile& file : files) {
    std::filesystem::create_directories((to / file.name).parent_path());
    std::filesystem::copy_file(file.path, to / file.name);
  }
}

}  // namespace ansatz::test
