// Where the files of a run go, and what is done with a run that is there already. What the files hold: run.cpp.
//
// A folder always holds one run: the newest of its name. Results that stand in the way are moved aside, as
// NAME.1, NAME.2, ..., so that `ansatz eval NAME` means the last run whatever came before it. What holds at every
// moment, however a run ends:
//
// - one run writes into a folder at a time (folder_lock.hpp);
// - nothing is replaced but what a run has left (run_files.hpp), and nothing is put beside what is no run's, unless
//   --force asks for it;
// - results stand beside the problem that they are of: they go before another problem.pde comes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/dsl/compile.hpp"
#include "folder_lock.hpp"

namespace ansatz::cli {

/// What is done with results that a folder holds when a run begins in it.
enum class Before {
  kept,         // they are moved aside
  overwritten,  // --force: they are removed
  continued,    // --resume: the run goes on from them
};

class RunFolder {
 public:
  /// `out`: the folder that was asked for; empty: what the problem's `output` says, else out/NAME. `source`: the file
  /// of the problem.
  RunFolder(const std::string& out, std::filesystem::path source, const dsl::Compilation& compilation);
  /// The same run, of the same name and with all that its problem.pde says, in a folder elsewhere.
  RunFolder(const RunFolder& run, std::filesystem::path elsewhere);

  /// Takes a run to where the one in this folder stopped: by `restore`, which is given its checkpoint, and after which
  /// `step` says where that was; false where it was broken off before its first checkpoint and begins again. What is
  /// odd about its checkpoints is said at once, and to `note`. Throws UserError where there is none, another run writes
  /// there, or its checkpoints are of another problem; WorldFailure where they are damaged.
  bool resume(const std::function<void(const std::filesystem::path& file)>& restore,
              const std::function<void(const std::string& odd)>& note, const std::function<std::uint64_t()>& step);
  /// Whether there is a problem.pde.
  bool holds_problem() const;

  /// Makes room for a run of the problem, and writes the resolved problem and copies of the files that it reads: the
  /// folder repeats the run wherever it is taken. From then on it is this run's alone. Returns what there is to say of
  /// it, empty or lines. Throws UserError where another run writes there, a file that is no run's would be replaced or
  /// stands there without being asked for by --force, or the folder that the program runs in or that the problem is
  /// read from would be moved; WorldFailure where the folder cannot be made or written to: better found out now than
  /// hours later.
  std::string open(Before before);

  /// What the run is called in its files (run_id.hpp), once it was opened.
  std::string run() const;

  /// Before every file that is written after `open`: makes the folder again, with the problem, where it has gone.
  /// Throws WorldFailure where that fails, where another folder or a link has taken its place, and where a link stands
  /// under one of the run's names: nothing is written outside the folder that the run has opened. (What comes in
  /// between, in the moment until the file is opened, is not seen.)
  void mend();
  /// Whether its path still leads to the folder that was opened.
  bool is_own() const;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const char* name) const { return path_ / name; }
  std::string name() const;
  /// Whether a problem file is the one that this folder holds, of a run that is made again in its place.
  bool holds(const std::filesystem::path& problem) const;

 private:
  void claim(Before before);
  void require_no_link() const;
  void keep();
  void remove_results(bool with_checkpoint) const;

  std::filesystem::path path_, source_;
  std::string problem_;       // the text of problem.pde
  std::string problem_name_;  // the problem itself is the solver's by the time that there is something to say
  const dsl::Compilation* compilation_;
  std::optional<FolderLock> lock_;
  std::filesystem::path last_source_;  // of the run that was here before
  std::uint64_t resumed_at_ = 0;       // the step
  bool begins_again_ = false;          // there was nothing to go on from
  std::string notes_;                  // what there is to say
};

}  // namespace ansatz::cli
