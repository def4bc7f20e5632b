// The names that a run writes in its folder, and what must not stand under one of them.
//
// What a run writes can be asked for before anything is: nobody else's file is replaced, and no link leads a run out of
// its folder. Read next: run_folder.hpp.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/dsl/compile.hpp"

namespace ansatz::cli {

/// Files of results, which a run makes of itself; a problem.pde alone can be anyone's.
inline constexpr const char* result_files[] = {"result.json",      "history.csv",    "slopes.csv",
                                               "conditioning.csv", "parameters.csv", "solution.csv",
                                               "report.html",      "checkpoint",     "checkpoint.before"};

/// The name of a run: that of its folder.
std::string name_of_run(const std::filesystem::path& folder);

/// All names, relative to the folder, that a run of this problem may write.
std::vector<std::filesystem::path> names_written(const dsl::Compilation& compilation);

/// Files of the folder that a run of this problem would replace, and that are not what it would write: the first one.
/// `source`: the problem file, which may stand there itself.
std::optional<std::filesystem::path> file_in_the_way(const std::filesystem::path& folder,
                                                     const std::filesystem::path& source,
                                                     const dsl::Compilation& compilation);

/// A link that a name leads through; nothing where none does.
std::optional<std::filesystem::path> link_in_the_way(const std::filesystem::path& folder,
                                                     const dsl::Compilation& compilation);

/// Whether a folder holds results of a run, whole or not.
bool holds_results(const std::filesystem::path& folder);

/// Writes problem.pde and copies of the files with numbers that it reads: the folder repeats the run wherever it is
/// taken. Throws WorldFailure where that fails.
void write_problem(const std::filesystem::path& folder, const std::string& resolved,
                   const std::vector<dsl::DataFile>& data_files);

/// What a run that was killed left half-written: files beside those that they were to replace. Removes them.
void remove_leftovers(const std::filesystem::path& folder);

}  // namespace ansatz::cli
