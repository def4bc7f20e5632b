// Who writes into a folder: one run at a time, and a mark that says that the folder is a run's.
//
// The mark is the file `.ansatz`: "ansatz run", the problem that is run there, and, while it runs, the process. The run
// holds a lock on it (flock) for as long as it lives, which the system takes back however it ends. The file stays.
//
// Read next: run_folder.hpp, which decides what may be written.
#pragma once

#include <filesystem>
#include <string>

namespace ansatz::cli {

class FolderLock {
 public:
  /// Marks a folder, which must be there, as that of a run of `source`. Throws UserError while another run holds it,
  /// naming its process; WorldFailure where nothing can be written there. On file systems without locks it holds
  /// nothing: `holds` says so.
  FolderLock(const std::filesystem::path& folder, const std::filesystem::path& source);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;

  bool holds() const { return holds_; }
  /// Whether this name still leads to the folder that was marked, and not to another one that has taken its place.
  bool is_of(const std::filesystem::path& folder) const;

 private:
  void write_mark(const std::string& holder);
  void release();

  int descriptor_ = -1;
  int folder_ = -1;  // held open, so that no other one gets its number
  bool holds_ = true;
  std::string mark_;  // all of the file but the process
};

/// Whether a run has marked the folder as its own.
bool is_marked(const std::filesystem::path& folder);
/// The problem file whose run has marked it; empty where none is named.
std::filesystem::path marked_source(const std::filesystem::path& folder);

}  // namespace ansatz::cli
