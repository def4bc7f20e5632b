// history.csv while training goes on: a row is appended as it is recorded, so that other programs can follow the file.
//
//   HistoryFile history("history.csv", solver.problem(), {});
//   Outcome outcome = solver.train([&](const Progress& row) { history.append(row); return true; });
//   history.finish(outcome.history);
//
// Every row arrives by one call of the system: a reader sees whole lines, and so does a program that
// comes after a power failure, but for the last line of a torn page; a run that goes on writes the file
// anew. After a failure (a full disk, a folder that is gone for a while) the next row that can be written brings
// those that are missing. The columns: results.hpp.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/outcome.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz {

enum class Flush;  // append_file.hpp

class HistoryFile {
 public:
  /// Replaces the file by the rows of a run that goes on, as its checkpoint knows them: later ones, which come again,
  /// and a torn one go. Without such rows the file begins with the first that is appended. The problem must live
  /// longer. Throws WorldFailure, as all of it does.
  HistoryFile(std::filesystem::path file, const Problem& problem, const std::vector<Progress>& before);

  void append(const Progress& row);
  /// All rows as they are in the end, when the last may have errors that it had not when it was appended: appends what
  /// is missing, replaces the file where a row is another one, and flushes to the disk.
  void finish(const std::vector<Progress>& rows);

 private:
  void write(std::string_view more, Flush flush);

  std::filesystem::path file_;
  const Problem* problem_;
  std::string text_;   // what the file shall hold
  bool sound_ = true;  // whether it does
};

}  // namespace ansatz
