// Where the results of a problem may go. A file may come from a stranger, who must not choose where files are replaced.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "ansatz/dsl/compile.hpp"

namespace ansatz::dsl {

/// What is wrong with the folder that `output` names, or out/NAME where it names none: it must lie below the folder
/// that the program runs in, or below one of `allowed`, symbolic links followed. It need not be there. Of a problem
/// without errors.
std::optional<Diagnostic> misplaced_output(const Compilation& compilation,
                                           const std::vector<std::filesystem::path>& allowed);

}  // namespace ansatz::dsl
