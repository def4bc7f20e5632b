#include "sweep_lock.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "ansatz/autodiff/error.hpp"
#include "interrupt.hpp"
#include "process_mark.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

constexpr const char* name = "lock";
constexpr std::chrono::seconds patience{20};  // a run that was told to end is at a step, then writes its files
constexpr std::chrono::milliseconds pause{50};

}  // namespace

SweepLock::SweepLock(const fs::path& folder) {
  const std::string shown = printable(folder.string());
  file_ = open((folder / name).c_str(), O_RDWR | O_CREAT | O_NOFOLLOW, 0666);
  if (file_ < 0) throw WorldFailure(fmt::format("cannot write into `{}`: {}", shown, std::strerror(errno)));
  const auto start = std::chrono::steady_clock::now();
  for (bool said = false; is_held_elsewhere();) {
    if (const std::string holder = read_mark(); !holder.empty() && !is_gone(holder)) {
      close(file_);
      throw UserError(fmt::format(
          "another sweep is at work in `{}` (process {}); wait for its end, or name another folder by --out", shown,
          printable(holder)));
    }
    if (!said) report(fmt::format("runs are still at work in {}; waiting for them to end\n", shown));
    said = true;
    std::this_thread::sleep_for(pause);
    if (std::chrono::steady_clock::now() - start < patience && !InterruptWatch::requested()) continue;
    close(file_);
    throw UserError(fmt::format(
        "runs of a sweep that has ended are at work in `{}`; wait for their end, or name another folder by --out",
        shown));
  }
  write_mark(this_process());
}

std::string SweepLock::read_mark() const {
  std::array<char, 512> text{};
  const ::ssize_t read = ::pread(file_, text.data(), text.size(), 0);
  return std::string(text.data(), read > 0 ? static_cast<std::size_t>(read) : 0);
}

/// It serves messages alone: a full disk leaves it short, and the lock is held as well.
void SweepLock::write_mark(const std::string& holder) const {
  if (::ftruncate(file_, 0) != 0) return;
  [[maybe_unused]] const ::ssize_t written = ::pwrite(file_, holder.data(), holder.size(), 0);
}

/// Takes it where it is free. On a file system without locks nothing is held: each run says so of its folder.
bool SweepLock::is_held_elsewhere() const {
  while (flock(file_, LOCK_EX | LOCK_NB) != 0)
    if (errno != EINTR) return errno == EWOULDBLOCK;
  return false;
}

SweepLock::~SweepLock() {
  write_mark("");
  close(file_);
}

bool SweepLock::is_known(const fs::path& folder) {
  std::error_code unreadable;
  return fs::exists(folder / name, unreadable);
}

bool SweepLock::is_lock(const fs::path& file) { return file.filename() == name; }

}  // namespace ansatz::cli
