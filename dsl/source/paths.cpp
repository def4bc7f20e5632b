#include "source/paths.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace ansatz::dsl {

namespace fs = std::filesystem;

namespace {

bool is_below(const fs::path& folder, const fs::path& file) {
  return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
}

/// Without the empty last part that a trailing slash leaves.
fs::path plain(const fs::path& folder) {
  fs::path path = fs::weakly_canonical(folder.empty() ? fs::path(".") : folder);
  return path.has_filename() ? path : path.parent_path();
}

}  // namespace

FileRules::FileRules(const fs::path& root, const std::vector<fs::path>& allowed) : folders_{plain(root)} {
  for (const fs::path& folder : allowed) folders_.push_back(plain(folder));
}

FoundFile FileRules::find(const fs::path& folder, const std::string& name) const {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(folder / name, error);
  const bool inside =
      std::any_of(folders_.begin(), folders_.end(), [&](const fs::path& root) { return is_below(root, path); });
  if (error || !inside)
    return {path, fmt::format("`{}` is outside the folder of the problem", name), "outside",
            "put the file beside the problem or below it, or allow its folder by --allow-path"};
  const fs::file_status status = fs::status(path, error);
  if (error || !fs::exists(status))
    return {path, fmt::format("there is no file `{}`", name), "not found",
            fmt::format("looked in {}", fs::weakly_canonical(folder.empty() ? "." : folder, error).string())};
  if (!fs::is_regular_file(status)) return {path, fmt::format("`{}` is not a regular file", name), "", ""};
  return {path, "", "", ""};
}

std::string FileRules::shown(const fs::path& file) const {
  return is_below(folders_[0], file) ? file.lexically_relative(folders_[0]).string() : file.string();
}

}  // namespace ansatz::dsl
