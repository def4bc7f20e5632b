#include "kept_folder.hpp"

#include <fmt/core.h>

#include "ansatz/autodiff/error.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

/// Whether a file or folder stands in a folder, at any depth, or is it.
bool within(const fs::path& inner, const fs::path& folder) {
  std::error_code unreadable;
  for (fs::path path = fs::absolute(inner).lexically_normal(); !path.empty(); path = path.parent_path()) {
    if (fs::equivalent(path, folder, unreadable)) return true;
    if (path == path.parent_path()) break;
  }
  return false;
}

fs::path free_name(const fs::path& folder) {
  for (int number = 1;; ++number) {
    fs::path name = folder;
    name += fmt::format(".{}", number);
    if (!fs::exists(fs::symlink_status(name))) return name;
  }
}

}  // namespace

fs::path without_slash(const fs::path& folder) {
  const fs::path plain = folder.lexically_normal();
  return !plain.has_filename() && plain.has_relative_path() ? plain.parent_path() : plain;
}

std::vector<fs::path> files_read(const fs::path& source, const std::vector<dsl::DataFile>& data_files) {
  std::vector<fs::path> files = {source};
  for (const auto& file : data_files) files.push_back(file.path);
  return files;
}

void require_movable(const fs::path& folder, const std::vector<fs::path>& read) {
  const auto refuse = [&](const std::string& what) {
    throw UserError(
        fmt::format("`{}` holds results, and keeping them would move {}; name another folder by --out, or let --force "
                    "replace the results",
                    printable(folder.string()), what));
  };
  for (const fs::path& file : read)
    if (within(file, folder)) refuse(fmt::format("`{}`, which is read", printable(file.string())));
  if (within(fs::current_path(), folder)) refuse("the folder you are in");
}

fs::path move_aside(const fs::path& folder) {
  fs::path aside = free_name(folder);
  std::error_code failure;
  fs::rename(folder, aside, failure);
  require_done(failure, "move aside", folder);
  return aside;
}

void require_done(const std::error_code& failure, const char* what, const fs::path& folder) {
  if (failure)
    throw WorldFailure(fmt::format("cannot {} `{}`: {}", what, printable(folder.string()), failure.message()));
}

}  // namespace ansatz::cli
