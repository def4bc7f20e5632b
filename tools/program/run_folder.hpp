// Where the files of a run go, and what is done with a run that is there already. What the files hold: run.cpp.
//
// A folder always holds one run: the newest of its name. Results that stand in the way are moved aside, as
// NAME.1, NAME.2, ..., so that `ansatz eval NAME` means the last run whatever came before it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ansatz/dsl/compile.hpp"

namespace ansatz {
class Solver;
}

namespace ansatz::cli {

/// What is done with results that a folder holds when a run begins in it.
enum class Before {
  kept,         // they are moved aside
  overwritten,  // --force: they are removed
  continued,    // --resume: the run goes on from them
};

class RunFolder {
 public:
  /// `out`: the folder that was asked for; empty: what the problem's `output` says, else out/NAME.
  RunFolder(const std::string& out, const dsl::Compilation& compilation);

  /// Makes room for a run of the problem in `source`, and writes the resolved problem and copies of the files that it
  /// reads: the folder repeats the run wherever it is taken. Returns what there is to say of it, empty or a line.
  /// Throws UserError where a file that the run is read from would be moved or replaced, or the folder that the program
  /// runs in; WorldFailure where the folder cannot be made or written to: better found out now than hours later.
  std::string open(const std::filesystem::path& source, const dsl::Compilation& compilation, Before before) const;

  /// Takes the solver to where the run in this folder stopped. Throws UserError where there is none.
  void resume(Solver& solver) const;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const char* name) const { return path_ / name; }
  std::string name() const;

 private:
  bool holds_results() const;
  void require_movable(const std::vector<std::filesystem::path>& read) const;
  std::filesystem::path move_aside() const;
  void remove_results(const std::vector<std::filesystem::path>& read) const;
  void write_data(const std::vector<dsl::DataFile>& files) const;

  std::filesystem::path path_;
};

}  // namespace ansatz::cli
