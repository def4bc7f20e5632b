// The right to write into a folder, held by one program and the processes that it starts.
//
// It is a lock of the system (flock) on the file `lock` in the folder, and ends with the last process that holds it,
// however that ends: no file has to be removed by hand after a crash.
#pragma once

#include <filesystem>

namespace ansatz::cli {

class SweepLock {
 public:
  /// Takes the lock of a folder that is there. Waits for processes that are about to end, saying so; throws UserError
  /// where the lock is held longer, WorldFailure where there can be none.
  explicit SweepLock(const std::filesystem::path& folder);
  ~SweepLock();
  SweepLock(const SweepLock&) = delete;
  SweepLock& operator=(const SweepLock&) = delete;

  /// Whether a folder is, or was, held by one.
  static bool is_known(const std::filesystem::path& folder);

 private:
  int file_ = -1;  // inherited by processes that are started
};

}  // namespace ansatz::cli
