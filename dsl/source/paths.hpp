// Which files a problem may read: those below its own folder, and below folders that the user allowed. Symbolic links
// are followed first, so a link cannot lead out; devices and pipes are refused.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ansatz/dsl/syntax.hpp"

namespace ansatz::dsl {

class FileRules {
 public:
  /// `root`: the folder of the problem; `allowed`: further folders.
  explicit FileRules(const std::filesystem::path& root = ".", const std::vector<std::filesystem::path>& allowed = {});

  /// The file that `name` means in a file of `folder`. Throws a Failure (E0501, at `place`) when it lies outside, is
  /// not there or is no regular file.
  std::filesystem::path find(const std::filesystem::path& folder, const std::string& name, Span place) const;

  /// How a file is called in messages: relative to the folder of the problem.
  std::string shown(const std::filesystem::path& file) const;

 private:
  std::vector<std::filesystem::path> folders_;  // canonical; the first is the problem's
};

}  // namespace ansatz::dsl
