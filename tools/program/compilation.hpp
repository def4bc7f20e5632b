// From the words of the command line to a compiled problem, with its diagnostics shown.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ansatz/dsl/compile.hpp"

namespace CLI {
class App;
}

namespace ansatz::cli {

/// `KEY=EXPR`, split at the first `=`. Throws UserError where there is none.
std::vector<dsl::Override> overrides_from(const std::vector<std::string>& settings);

/// Throws WorldFailure when this is no file to read: missing (with the nearest name in its folder), a folder, a
/// device, a pipe.
void require_regular_file(const std::filesystem::path& file);

/// What every command that compiles a problem asks for on its command line.
struct ProblemOptions {
  std::vector<std::string> settings;  // --set
  std::vector<std::string> allowed;   // --allow-path
};
void add_problem_options(CLI::App& command, ProblemOptions& options);

/// Reads and compiles a file; `more` settings come after those of the options. Throws WorldFailure when it cannot be
/// read. Throws UserError for a file that asks for a search, and states no problem.
dsl::Compilation compile(const std::filesystem::path& file, const ProblemOptions& options,
                         const std::vector<dsl::Override>& more = {}, bool headers_only = false);
/// The same of a problem or a search.
dsl::Compilation compile_any(const std::filesystem::path& file, const ProblemOptions& options,
                             const std::vector<dsl::Override>& more = {}, bool headers_only = false);

/// Colours for diagnostics on standard error, where they are wanted.
dsl::Colour error_colour();
/// Shows what was found, errors and warnings, on standard error.
void report_diagnostics(const dsl::Compilation& compilation);

}  // namespace ansatz::cli
