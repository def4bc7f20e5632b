// Where the files of a sweep go, and what is done with a sweep that is there already:
//
//   runs/LABEL/   a folder of each run, as `ansatz run` leaves it (run.cpp), and in it
//   log.txt       what the run said
//   lock          held while runs are at work (sweep_lock.hpp)
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "ansatz/dsl/compile.hpp"
#include "run_folder.hpp"
#include "sweep_lock.hpp"
#include "sweep_plan.hpp"

namespace ansatz::cli {

/// What is to be done for a run to be there.
enum class Standing {
  none,      // it begins
  begun,     // it left no checkpoint, and begins again
  to_go_on,  // from its checkpoint
  done,      // nothing: it finished, or diverged, which it would do again
  other,     // the folder holds a run of another problem
};
Standing standing_of(const PlannedRun& run, const std::filesystem::path& folder);

class SweepFolder {
 public:
  /// `out`: the folder that was asked for; empty: out/NAME-sweep, or beside what the problem's `output` says. `source`:
  /// the file of the problem.
  SweepFolder(const std::string& out, const std::filesystem::path& source, const dsl::Compilation& compilation);

  /// Makes room for the sweep of the problem in `source`, and holds the folder until this object is gone. Returns what
  /// there is to say of it, empty or a line. Throws UserError where another sweep is at work in it, where there is none
  /// to go on with, where files stand there that no sweep has left, unless --force asks for it, or where a file that is
  /// read would be moved or removed.
  std::string open(const std::filesystem::path& source, const dsl::Compilation& compilation, Before before);

  std::filesystem::path runs() const { return path_ / "runs"; }
  std::filesystem::path run(const PlannedRun& planned) const { return runs() / planned.label; }
  std::filesystem::path log(const PlannedRun& planned) const { return run(planned) / "log.txt"; }
  std::string name() const;

 private:
  void require_empty() const;
  std::string make_room(const std::vector<std::filesystem::path>& read, Before before);

  std::filesystem::path path_;
  std::optional<SweepLock> lock_;
};

}  // namespace ansatz::cli
