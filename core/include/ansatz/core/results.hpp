// The files of a run. Names and columns are a contract with scripts that read them.
//
//   history.csv   step,seconds,loss,<terms>,<l2_relative_FIELD>,<unknowns>,<relative_error_UNKNOWN>
//                 and, where there are such: `learning_rate` of the step that follows; `window` of time, from 1 (errors
//                 are those in the window); `draw`, how often points were drawn anew; weight_<CONDITION>, the mean over
//                 its points of weights that move. A cell is empty where nothing was computed; errors of unknowns stand
//                 where exact values are known
//   slopes.csv    step,layer,mean,std   of n a; with several networks also `network`, last
//                 (conditioning.csv, where a plot asks for it: slope_conditioning.hpp)
//   parameters.csv  parameter,values,mean,std,smallest,largest   of every block that was trained: weights `network/W1`,
//                 slopes `network/a1`, trained arguments of the activation `network/act_a1`, unknowns; with windows of
//                 time also `window`, last
//   solution.csv  coordinates, fields, <field>_exact where known, on the evaluation grid
//   result.json   the outcome in one object
//
// Numbers are written so that they read back to the same bits. Every file is replaced whole: a crash leaves
// the old one or the new one (history.csv while training goes on: history.hpp). All functions throw WorldFailure,
// saying which file and why, when they cannot.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ansatz/core/train.hpp"
#include "ansatz/core/verification.hpp"

namespace ansatz {

void write_history(const std::filesystem::path& file, const Problem& problem, const Outcome& outcome);
void write_slopes(const std::filesystem::path& file, const Problem& problem, const Outcome& outcome);
void write_parameters(const std::filesystem::path& file, const Solution& solution);
void write_solution(const std::filesystem::path& file, const Problem& problem, const Evaluation& evaluation);
/// What a run was made of and by, for those who want to repeat it.
struct Provenance {
  std::string version;         // of the program
  std::string run;             // what the run is called in all its files; empty: nothing
  std::string problem_sha256;  // of problem.pde, in hexadecimal digits; empty: there is none
  std::vector<std::pair<std::string, std::string>> environment;  // what it ran on, by name: "processor", "compiler"
};
/// Values that are not finite are null.
void write_result(const std::filesystem::path& file, const Solver& solver, const Outcome& outcome,
                  const Verification& found, const Provenance& provenance);

/// Replaces a file by these bytes, or makes it: writes beside it, flushes to the disk, renames. A file that is there
/// keeps its permissions. A link is followed, and its target replaced. Throws WorldFailure where the name stands for
/// anything but an ordinary file that may be written.
void write_whole(const std::filesystem::path& file, std::string_view bytes);
/// All bytes of an ordinary file.
std::string read_whole(const std::filesystem::path& file);

/// How far an unknown is from its exact value, relative to that; absolute where that is 0.
/// Nothing where it is not known.
std::optional<double> unknown_error(const Problem& problem, std::size_t unknown, double value);

/// "finished", "interrupted", "diverged".
std::string_view name_of(Status status);

}  // namespace ansatz
