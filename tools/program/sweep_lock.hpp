// The folder of a sweep is one sweep's at a time, with all the runs that it has started.
//
// It is a lock of the system (flock) on the file `lock` in the folder, in which its process is named. Runs inherit it,
// so that it is free when the last of them has ended, even where the sweep itself was killed; a new one waits for runs
// that outlive their sweep, which are about to end, and not for a sweep. What a run does in a folder of its own:
// folder_lock.hpp.
#pragma once

#include <filesystem>
#include <string>

namespace ansatz::cli {

class SweepLock {
 public:
  /// Takes the lock of a folder that is there. Throws UserError at once where another sweep is at work, naming its
  /// process, and after a while where runs of one that is gone do not end; says that it waits for these. Throws
  /// WorldFailure where nothing can be written there.
  explicit SweepLock(const std::filesystem::path& folder);
  ~SweepLock();
  SweepLock(const SweepLock&) = delete;
  SweepLock& operator=(const SweepLock&) = delete;

  /// Whether a folder is, or was, held by one.
  static bool is_known(const std::filesystem::path& folder);
  /// Whether a file has the name of a lock.
  static bool is_lock(const std::filesystem::path& file);

 private:
  bool is_held_elsewhere() const;
  std::string read_mark() const;
  void write_mark(const std::string& holder) const;

  int file_ = -1;  // inherited by processes that are started
};

}  // namespace ansatz::cli
