// Which files a problem may read: those below its own folder, and below folders that the user allowed. Symbolic links
// are followed first, so a link cannot lead out; devices and pipes are refused.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ansatz::dsl {

/// The file that a name means, or why it may not be read, in the words of a diagnostic.
struct FoundFile {
  std::filesystem::path path;
  std::string refusal;  // empty: the file may be read
  std::string label;
  std::string help;
};

class FileRules {
 public:
  /// `root`: the folder of the problem; `allowed`: further folders.
  explicit FileRules(const std::filesystem::path& root = ".", const std::vector<std::filesystem::path>& allowed = {});

  /// The file that `name` means in a file of `folder`; refused when it lies outside, is
  /// not there or is no regular file.
  FoundFile find(const std::filesystem::path& folder, const std::string& name) const;

  /// How a file is called in messages: relative to the folder of the problem.
  std::string shown(const std::filesystem::path& file) const;

 private:
  std::vector<std::filesystem::path> folders_;  // canonical; the first is the problem's
};

}  // namespace ansatz::dsl
