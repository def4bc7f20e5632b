// Folders with results that stand in the way of new ones are kept, aside: as NAME.1, NAME.2, ...
#pragma once

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "ansatz/dsl/data_file.hpp"

namespace ansatz::cli {

/// The same folder, written without a slash at its end.
std::filesystem::path without_slash(const std::filesystem::path& folder);

/// The problem and every file with numbers that it names.
std::vector<std::filesystem::path> files_read(const std::filesystem::path& source,
                                              const std::vector<dsl::DataFile>& data_files);

/// Throws UserError where moving the folder would move one of `read`, or the folder that the program runs in.
void require_movable(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& read);

/// Gives a folder the first of these names that is free, and returns it. Throws WorldFailure where that fails.
std::filesystem::path move_aside(const std::filesystem::path& folder);

/// Throws WorldFailure, "cannot WHAT `FOLDER`: ...", where something has failed.
void require_done(const std::error_code& failure, const char* what, const std::filesystem::path& folder);

}  // namespace ansatz::cli
