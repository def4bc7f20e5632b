// Files with numbers that a problem reads, and what it may read at all.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ansatz::dsl {

/// A file with numbers that the problem reads. The resolved problem calls it `name`, a path of the folder that it is
/// written to: with copies under these names a run folder is a problem of its own.
struct DataFile {
  std::filesystem::path path;  // canonical
  std::string name;            // "data/kdv.csv"
};

/// Which files a problem may read, how much of those with numbers, and what it finds in the others.
struct FileAccess {
  std::vector<std::filesystem::path> allowed;  // folders beside that of the problem
  bool headers_only = false;                   // enough to check a problem, not to solve it
  /// What included files say in place of what the disk has, by canonical path: those that an editor has not saved.
  std::map<std::filesystem::path, std::string> texts{};
};

}  // namespace ansatz::dsl
