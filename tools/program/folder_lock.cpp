#include "folder_lock.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "process_mark.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view first_line = "ansatz run";
constexpr std::string_view source_line = "file ";
constexpr std::string_view process_line = "process ";

fs::path mark_of(const fs::path& folder) { return folder / ".ansatz"; }

/// The rest of the line of the mark that begins so; empty where there is none.
std::string line_of(const fs::path& folder, std::string_view start) {
  std::ifstream in(mark_of(folder));
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(start)) return line.substr(start.size());
  return "";
}

[[noreturn]] void refuse_held(const fs::path& folder) {
  const std::string holder = line_of(folder, process_line);
  throw UserError(fmt::format("another run writes into `{}`{}; wait for its end, or name another folder by --out",
                              printable(folder.string()),
                              holder.empty() ? "" : " (process " + printable(holder) + ")"));
}

/// Whether the descriptor is of what has this name now: a folder may have been moved since it was opened.
bool is_still(int descriptor, const fs::path& file) {
  struct ::stat opened {
  }, named{};
  return ::fstat(descriptor, &opened) == 0 && ::stat(file.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
         opened.st_ino == named.st_ino;
}

}  // namespace

FolderLock::FolderLock(const fs::path& folder, const fs::path& source) {
  const fs::path file = mark_of(folder);
  do {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor_ < 0)
      throw WorldFailure(
          fmt::format("cannot write {}: {}", printable(file.string()), std::generic_category().message(errno)));
    int failed = 0;
    while ((failed = ::flock(descriptor_, LOCK_EX | LOCK_NB)) != 0 && errno == EINTR) continue;
    if (failed != 0 && errno == EWOULDBLOCK) {
      ::close(std::exchange(descriptor_, -1));
      refuse_held(folder);
    }
    holds_ = failed == 0;
  } while (!is_still(descriptor_, file));
  folder_ = ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);  // it may be one that cannot be read
  std::error_code unrelated;
  const fs::path from_here = fs::proximate(source, folder, unrelated);
  mark_ = fmt::format("{}\n{}{}\n", first_line, source_line, unrelated ? source.string() : from_here.string());
  write_mark(fmt::format("{}{}\n", process_line, this_process()));
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      folder_(std::exchange(other.folder_, -1)),
      holds_(other.holds_),
      mark_(std::move(other.mark_)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  release();
  descriptor_ = std::exchange(other.descriptor_, -1);
  folder_ = std::exchange(other.folder_, -1);
  holds_ = other.holds_;
  mark_ = std::move(other.mark_);
  return *this;
}

FolderLock::~FolderLock() { release(); }

/// What it says serves messages alone: a full disk leaves it short, and the lock is held as well.
void FolderLock::write_mark(const std::string& holder) {
  const std::string text = mark_ + holder;
  if (::ftruncate(descriptor_, 0) != 0) return;
  [[maybe_unused]] const ::ssize_t written = ::pwrite(descriptor_, text.data(), text.size(), 0);
}

void FolderLock::release() {
  if (descriptor_ < 0) return;
  write_mark("");
  ::close(std::exchange(descriptor_, -1));
  ::close(std::exchange(folder_, -1));
}

bool FolderLock::is_of(const fs::path& folder) const { return is_still(folder_, folder); }

bool is_marked(const fs::path& folder) {
  std::error_code unreadable;
  return fs::is_regular_file(fs::symlink_status(mark_of(folder), unreadable));
}

fs::path marked_source(const fs::path& folder) {
  const std::string name = line_of(folder, source_line);
  return name.empty() ? fs::path() : (folder / name).lexically_normal();
}

}  // namespace ansatz::cli
